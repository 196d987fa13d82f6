"""A question becomes an Answer with Citations."""
