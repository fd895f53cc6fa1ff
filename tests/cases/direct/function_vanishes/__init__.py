"""Case 7: a name changes what it is: a function becomes a class, is imported from elsewhere."""
