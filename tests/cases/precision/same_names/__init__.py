"""Case 67: unrelated functions that share a name; an edit swaps which of them blocks."""
