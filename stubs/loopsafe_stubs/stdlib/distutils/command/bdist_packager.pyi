# Gone.
