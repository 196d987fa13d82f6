"""A Document becomes a Record of Figures that add up."""
