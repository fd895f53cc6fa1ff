"""Case 36: the function that is handed over lives elsewhere and starts to block."""
