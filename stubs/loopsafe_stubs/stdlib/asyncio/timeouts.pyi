from loopsafe import callback

__public_name__ = "asyncio"

class Timeout:
    @callback
    def reschedule(self, when): ...
