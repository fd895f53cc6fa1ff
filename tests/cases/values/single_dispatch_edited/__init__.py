"""Cases 49, 79: an implementation comes to block, and callers in other modules hear of it."""
