from loopsafe import blocking

__public_name__ = "elasticsearch"

class BaseClient:
    @blocking(kind="network", instead="elasticsearch.AsyncElasticsearch.perform_request")
    def perform_request(self, method, path, *args, **kwargs): ...

class NamespacedClient:
    @blocking(kind="network")
    def perform_request(self, method, path, *args, **kwargs): ...
