# Nothing here waits: see the modules inside.
