import time

from loopsafe import blocking, thread_safe


class Cache:
    @thread_safe
    def get(self) -> int:
        time.sleep(1)  # E: in a thread-safe function: "time.sleep"  [blocking-call]
        return 1

    @blocking
    def load(self) -> int:
        return 1
