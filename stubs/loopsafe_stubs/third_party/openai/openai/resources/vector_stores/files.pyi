from loopsafe import blocking

__public_name__ = "openai"

class Files:
    @blocking(kind="network", instead="AsyncFiles.content")
    def content(
        self,
        file_id,
        *,
        vector_store_id,
        extra_headers=...,
        extra_query=...,
        extra_body=...,
        timeout=...,
    ): ...
    @blocking(kind="network", instead="AsyncFiles.create")
    def create(self, vector_store_id, *args, **kwargs): ...
    @blocking(kind="network", instead="AsyncFiles.create_and_poll")
    def create_and_poll(self, file_id, *args, **kwargs): ...
    @blocking(kind="network", instead="AsyncFiles.delete")
    def delete(
        self,
        file_id,
        *,
        vector_store_id,
        extra_headers=...,
        extra_query=...,
        extra_body=...,
        timeout=...,
    ): ...
    @blocking(kind="network", instead="AsyncFiles.list")
    def list(self, vector_store_id, *args, **kwargs): ...
    @blocking(kind="network", instead="AsyncFiles.poll")
    def poll(self, file_id, *, vector_store_id, poll_interval_ms=..., max_wait_seconds=...): ...
    @blocking(kind="network", instead="AsyncFiles.retrieve")
    def retrieve(
        self,
        file_id,
        *,
        vector_store_id,
        extra_headers=...,
        extra_query=...,
        extra_body=...,
        timeout=...,
    ): ...
    @blocking(kind="network", instead="AsyncFiles.update")
    def update(self, file_id, *args, **kwargs): ...
    @blocking(kind="network", instead="AsyncFiles.upload")
    def upload(self, *, vector_store_id, file, chunking_strategy=...): ...
    @blocking(kind="network", instead="AsyncFiles.upload_and_poll")
    def upload_and_poll(
        self,
        *,
        vector_store_id,
        file,
        attributes=...,
        poll_interval_ms=...,
        max_wait_seconds=...,
        chunking_strategy=...,
    ): ...
