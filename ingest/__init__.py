"""A file becomes a Document: sections, tables and typed figures, each with its place."""
