from loopsafe import blocking

__public_name__ = "anthropic"

class Files:
    @blocking(kind="network", instead="AsyncFiles.delete")
    def delete(
        self,
        file_id,
        *,
        workspace_id=...,
        extra_headers=...,
        extra_query=...,
        extra_body=...,
        timeout=...,
    ): ...
    @blocking(kind="network", instead="AsyncFiles.download")
    def download(
        self,
        file_id,
        *,
        workspace_id=...,
        extra_headers=...,
        extra_query=...,
        extra_body=...,
        timeout=...,
    ): ...
    @blocking(kind="network", instead="AsyncFiles.list")
    def list(self, *args, **kwargs): ...
    @blocking(kind="network", instead="AsyncFiles.retrieve_metadata")
    def retrieve_metadata(
        self,
        file_id,
        *,
        workspace_id=...,
        extra_headers=...,
        extra_query=...,
        extra_body=...,
        timeout=...,
    ): ...
    @blocking(kind="network", instead="AsyncFiles.upload")
    def upload(self, *args, **kwargs): ...
