from loopsafe import blocking

class BaseRetriever:
    @blocking(kind="network", instead="BaseRetriever.ainvoke")
    def invoke(self, input, config=..., **kwargs): ...
