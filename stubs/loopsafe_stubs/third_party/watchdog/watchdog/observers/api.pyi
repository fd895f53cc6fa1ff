# schedule() looks through the folder where the observer runs already. join() is that of a thread.

from loopsafe import blocking

__public_name__ = "watchdog.observers"

class BaseObserver:
    @blocking(kind="disk")
    def schedule(
        self, event_handler, path, *, recursive=..., event_filter=..., follow_symlink=...
    ): ...
