"""Tables without rules between their columns: where they are, and which column everything is in."""
