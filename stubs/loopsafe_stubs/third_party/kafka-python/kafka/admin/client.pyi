from loopsafe import blocking

__public_name__ = "kafka"

class KafkaAdminClient:
    @blocking(kind="network")
    def __init__(self, **configs): ...
    @blocking(kind="network")
    def close(self): ...
    @blocking(kind="network")
    def __exit__(self, arg1, arg2, arg3): ...
