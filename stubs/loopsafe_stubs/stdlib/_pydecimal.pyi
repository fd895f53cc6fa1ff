# Another name for decimal.
