from collections.abc import Callable

from loopsafe import OnLoop, thread_safe

__public_name__ = "trio"

class TrioToken:
    @thread_safe
    def run_sync_soon(self, sync_fn: OnLoop[Callable[..., object]], *args, idempotent=...): ...
