"""Cases 17 and 26: a function becomes a coroutine function, another stops being one."""
