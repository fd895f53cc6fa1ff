"""Case 43: a generator from another module blocks, and does not any longer after an edit."""
