# Works in memory, but for these.

from loopsafe import blocking

@blocking(kind="disk")
def get_temp_dir(): ...
@blocking(kind="subprocess")
def spawnv_passfds(path, args, passfds): ...

class ForkAwareThreadLock:
    @blocking(kind="lock")
    def __enter__(self): ...
