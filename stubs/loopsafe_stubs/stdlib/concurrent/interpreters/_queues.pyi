# put() waits only when the queue is bounded and full; see queue.

from loopsafe import blocking

class Queue:
    @blocking(kind="lock")
    def get(self, block=True, timeout=None, *, _delay=0.01): ...
