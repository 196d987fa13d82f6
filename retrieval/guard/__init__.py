"""The last look at an answer: what it must hold to leave, and what is said where there is none."""
