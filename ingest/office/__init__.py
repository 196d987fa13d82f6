"""Word and Excel files: their parts, paragraphs, sheets and cells."""
