from loopsafe import blocking

__public_name__ = "confluent_kafka"

class SerializingProducer:
    @blocking(kind="network")
    def close(self): ...
    @blocking(kind="network")
    def __exit__(self, arg1, arg2, arg3): ...
