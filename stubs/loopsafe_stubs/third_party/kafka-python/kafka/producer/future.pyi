from loopsafe import blocking

class FutureRecordMetadata:
    @blocking(kind="lock")
    def get(self, timeout=...): ...

class FutureProduceResult:
    @blocking(kind="lock")
    def wait(self, timeout=...): ...
