# uuid1() and getnode() may look for a network address once in the life of a process: harmless.
