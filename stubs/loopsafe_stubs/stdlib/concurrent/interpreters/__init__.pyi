# Code of another interpreter runs in place: exec() is as exec() of this one. call_in_thread()
# starts a thread for it.

from collections.abc import Callable

from loopsafe import InWorker

__public_name__ = "concurrent.interpreters"

class Interpreter:
    def call(self, callable: Callable, /, *args, **kwargs): ...
    def call_in_thread(self, callable: InWorker[Callable[..., object]], /, *args, **kwargs): ...
