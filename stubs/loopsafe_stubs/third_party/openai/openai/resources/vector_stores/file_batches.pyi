from loopsafe import blocking

__public_name__ = "openai"

class FileBatches:
    @blocking(kind="network", instead="AsyncFileBatches.cancel")
    def cancel(
        self,
        batch_id,
        *,
        vector_store_id,
        extra_headers=...,
        extra_query=...,
        extra_body=...,
        timeout=...,
    ): ...
    @blocking(kind="network", instead="AsyncFileBatches.create")
    def create(self, vector_store_id, *args, **kwargs): ...
    @blocking(kind="network", instead="AsyncFileBatches.create_and_poll")
    def create_and_poll(self, vector_store_id, *args, **kwargs): ...
    @blocking(kind="network", instead="AsyncFileBatches.list_files")
    def list_files(self, batch_id, *args, **kwargs): ...
    @blocking(kind="network", instead="AsyncFileBatches.poll")
    def poll(self, batch_id, *, vector_store_id, poll_interval_ms=...): ...
    @blocking(kind="network", instead="AsyncFileBatches.retrieve")
    def retrieve(
        self,
        batch_id,
        *,
        vector_store_id,
        extra_headers=...,
        extra_query=...,
        extra_body=...,
        timeout=...,
    ): ...
    @blocking(kind="network", instead="AsyncFileBatches.upload_and_poll")
    def upload_and_poll(
        self,
        vector_store_id,
        *,
        files,
        max_concurrency=...,
        file_ids=...,
        poll_interval_ms=...,
        chunking_strategy=...,
    ): ...
