from loopsafe import callback

class BaseSubprocessTransport:
    @callback
    def send_signal(self, signal): ...
