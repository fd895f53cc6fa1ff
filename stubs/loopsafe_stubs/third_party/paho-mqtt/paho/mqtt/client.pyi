# connect_async() only notes the address. publish(), subscribe() and the like put the packet into a
# queue. loop_read(), loop_write() and loop_misc() are for an event loop and do not wait.

from loopsafe import blocking

class Client:
    @blocking(kind="network")
    def connect(self, host, port=..., *args, **kwargs): ...
    @blocking(kind="network")
    def connect_srv(
        self,
        domain=...,
        keepalive=...,
        bind_address=...,
        bind_port=...,
        clean_start=...,
        properties=...,
    ): ...
    @blocking(kind="network")
    def reconnect(self): ...
    @blocking(kind="network")
    def loop(self, timeout=...): ...
    @blocking(kind="network")
    def loop_forever(self, timeout=..., retry_first_connection=...): ...
    @blocking(kind="lock")
    def loop_stop(self): ...
    @blocking(kind="disk")
    def tls_set(self, ca_certs=..., certfile=..., *args, **kwargs): ...
    def publish(self, *args, **kwargs) -> MQTTMessageInfo: ...

class MQTTMessageInfo:
    @blocking(kind="lock")
    def wait_for_publish(self, timeout=...): ...
