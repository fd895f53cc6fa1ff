"""Case 71: a marked function becomes a coroutine function, a contradiction is resolved."""
