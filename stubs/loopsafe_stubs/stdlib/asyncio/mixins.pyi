# Nothing here waits or touches the loop.
