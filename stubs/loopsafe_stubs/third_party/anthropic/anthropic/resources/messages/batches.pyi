from loopsafe import blocking

__public_name__ = "anthropic"

class Batches:
    @blocking(kind="network", instead="AsyncBatches.cancel")
    def cancel(
        self,
        message_batch_id,
        *,
        workspace_id=...,
        extra_headers=...,
        extra_query=...,
        extra_body=...,
        timeout=...,
    ): ...
    @blocking(kind="network", instead="AsyncBatches.create")
    def create(self, *args, **kwargs): ...
    @blocking(kind="network", instead="AsyncBatches.delete")
    def delete(
        self,
        message_batch_id,
        *,
        workspace_id=...,
        extra_headers=...,
        extra_query=...,
        extra_body=...,
        timeout=...,
    ): ...
    @blocking(kind="network", instead="AsyncBatches.list")
    def list(self, *args, **kwargs): ...
    @blocking(kind="network", instead="AsyncBatches.results")
    def results(
        self,
        message_batch_id,
        *,
        workspace_id=...,
        extra_headers=...,
        extra_query=...,
        extra_body=...,
        timeout=...,
    ): ...
    @blocking(kind="network", instead="AsyncBatches.retrieve")
    def retrieve(
        self,
        message_batch_id,
        *,
        workspace_id=...,
        extra_headers=...,
        extra_query=...,
        extra_body=...,
        timeout=...,
    ): ...
