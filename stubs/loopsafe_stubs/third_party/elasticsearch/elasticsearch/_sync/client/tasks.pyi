from loopsafe import blocking

__public_name__ = "elasticsearch.client"

class TasksClient:
    @blocking(kind="network")
    def cancel(self, *args, **kwargs): ...
    @blocking(kind="network")
    def get(self, *args, **kwargs): ...
    @blocking(kind="network")
    def list(self, *args, **kwargs): ...
