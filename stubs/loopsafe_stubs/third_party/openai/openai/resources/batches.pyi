from loopsafe import blocking

__public_name__ = "openai"

class Batches:
    @blocking(kind="network", instead="AsyncBatches.cancel")
    def cancel(
        self, batch_id, *, extra_headers=..., extra_query=..., extra_body=..., timeout=...
    ): ...
    @blocking(kind="network", instead="AsyncBatches.create")
    def create(self, *args, **kwargs): ...
    @blocking(kind="network", instead="AsyncBatches.list")
    def list(
        self,
        *,
        after=...,
        limit=...,
        extra_headers=...,
        extra_query=...,
        extra_body=...,
        timeout=...,
    ): ...
    @blocking(kind="network", instead="AsyncBatches.retrieve")
    def retrieve(
        self, batch_id, *, extra_headers=..., extra_query=..., extra_body=..., timeout=...
    ): ...
