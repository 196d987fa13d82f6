"""The ways to an answer, in their order."""
