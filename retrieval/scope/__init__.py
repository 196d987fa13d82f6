"""Whose documents and which years a question speaks of."""
