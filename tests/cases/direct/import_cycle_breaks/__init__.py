"""Cases 10 and 12: a clean import cycle of three modules in which one edit introduces a fault."""
