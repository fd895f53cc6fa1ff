"""Case 41: a plain attribute becomes a property that blocks, a slow property an attribute."""
