from loopsafe import callback

class _SSLProtocolTransport:
    @callback
    def write(self, data): ...
