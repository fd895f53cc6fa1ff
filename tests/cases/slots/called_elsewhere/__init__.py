"""Cases 39, 79: a slot of another module changes, and so does what calling it does."""
