from typing import Literal, overload

from loopsafe import blocking

__public_name__ = "confluent_kafka"

class DeserializingConsumer:
    @overload
    def poll(self, timeout: Literal[0]): ...
    @overload
    @blocking(kind="network")
    def poll(self, timeout=...): ...
    @blocking(kind="network")
    def consume(self, num_messages=..., timeout=...): ...
    @blocking(kind="network")
    def close(self): ...
    @blocking(kind="network")
    def __exit__(self, arg1, arg2, arg3): ...
