"""The tests of loopsafe."""
