"""Case 47: an alias in a library points at another function after an edit."""
