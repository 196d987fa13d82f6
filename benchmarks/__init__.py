"""Speed and memory, printed as medians and as ratios against a peer in the same run."""
