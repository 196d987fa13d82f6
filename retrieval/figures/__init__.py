"""A reading finds its figures: one cell, the other places that print it, and those that contradict it."""
