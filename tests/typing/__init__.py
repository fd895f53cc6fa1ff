"""What type checkers make of the public names. The modules are checked, never imported."""
