"""The router together with other people's libraries, each skipped where it is not installed."""
