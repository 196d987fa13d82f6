"""A question, or a conversation, becomes a reading: what is asked, of whom, and what for."""
