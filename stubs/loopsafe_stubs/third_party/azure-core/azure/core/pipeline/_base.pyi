from loopsafe import blocking

__public_name__ = "azure.core.pipeline"

class Pipeline:
    @blocking(kind="network", instead="AsyncPipeline.run")
    def run(self, request, **kwargs): ...
