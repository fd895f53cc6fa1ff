"""Tests of the router, a file for each thing that users lose elsewhere."""
