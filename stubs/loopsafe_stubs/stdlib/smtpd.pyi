# A server on top of asyncore; it never waits, except for these.

from loopsafe import blocking

class SMTPServer:
    @blocking(kind="network")
    def __init__(
        self,
        localaddr,
        remoteaddr,
        data_size_limit=33554432,
        map=None,
        enable_SMTPUTF8=False,
        decode_data=False,
    ): ...

class PureProxy:
    @blocking(kind="network")
    def process_message(self, peer, mailfrom, rcpttos, data): ...
