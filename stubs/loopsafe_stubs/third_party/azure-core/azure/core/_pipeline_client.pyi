from loopsafe import blocking

__public_name__ = "azure.core"

class PipelineClient:
    @blocking(kind="network", instead="azure.core.AsyncPipelineClient.send_request")
    def send_request(self, request, *, stream=..., **kwargs): ...
