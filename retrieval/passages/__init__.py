"""Answers from what documents say in sentences: duties, goals, reasons, definitions, counts."""
