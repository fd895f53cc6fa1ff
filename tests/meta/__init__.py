"""Tests of what the project says about itself and about others: stubs, lists, documents."""
