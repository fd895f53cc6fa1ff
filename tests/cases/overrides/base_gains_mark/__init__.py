"""Case 57: the base in another module gains a mark: its overrides are verified from then on."""
