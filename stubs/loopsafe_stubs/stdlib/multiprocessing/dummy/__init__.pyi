# Threads with the interface of processes: see threading and multiprocessing.pool.

from loopsafe import blocking

@blocking(kind="lock")
def shutdown(): ...
