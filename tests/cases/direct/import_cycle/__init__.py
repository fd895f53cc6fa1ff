"""Cases 10 and 12: mutual recursion across modules; the error goes with the blocking call."""
