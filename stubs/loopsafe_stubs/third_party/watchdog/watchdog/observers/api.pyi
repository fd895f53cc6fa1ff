# start() looks through the folders that are scheduled, before the thread begins; schedule() does
# only where the observer runs already. join() is that of a thread.

from loopsafe import blocking

__public_name__ = "watchdog.observers"

class BaseObserver:
    @blocking(kind="disk")
    def start(self): ...
