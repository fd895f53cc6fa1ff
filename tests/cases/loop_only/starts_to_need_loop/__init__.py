"""Case 28: a helper two modules below starts to need the loop."""
