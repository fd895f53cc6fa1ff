"""Case 7: a fault appears five modules below; none of the modules between is touched."""
