"""What blocks mean: headings, paragraphs, captions, header paths, and whose document it is."""
