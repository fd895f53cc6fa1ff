# The tracker is a process that is started with the first resource; registering one writes a line to
# it.

from loopsafe import blocking

class ResourceTracker:
    @blocking(kind="subprocess")
    def ensure_running(self): ...
    @blocking(kind="subprocess")
    def getfd(self): ...

@blocking(kind="subprocess")
def ensure_running(self): ...
@blocking(kind="subprocess")
def getfd(self): ...
@blocking(kind="other")
def main(fd): ...
