"""Verify the stubs of distributions against the distributions themselves: a job of its own."""
