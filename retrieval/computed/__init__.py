"""Answers that are worked out from cited figures: changes, shares, averages, differences."""
