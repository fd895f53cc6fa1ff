from loopsafe import callback

__public_name__ = "asyncio"

class TaskGroup:
    @callback
    def create_task(self, coro, *, name=None, context=None, eager_start=None): ...
