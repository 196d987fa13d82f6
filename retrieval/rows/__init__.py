"""Answers from the rows of tables: by name, by class, by size, and of units below a department."""
