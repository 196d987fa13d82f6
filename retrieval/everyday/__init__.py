"""A question in everyday words: what is meant, where it is sure enough to answer."""
