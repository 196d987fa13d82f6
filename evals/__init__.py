"""Gold becomes a score you can trust."""
