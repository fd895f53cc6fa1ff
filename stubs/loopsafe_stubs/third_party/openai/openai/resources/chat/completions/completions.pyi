from loopsafe import blocking

__public_name__ = "openai"

class Completions:
    @blocking(kind="network", instead="AsyncCompletions.create")
    def create(self, *args, **kwargs): ...
    @blocking(kind="network", instead="AsyncCompletions.delete")
    def delete(
        self, completion_id, *, extra_headers=..., extra_query=..., extra_body=..., timeout=...
    ): ...
    @blocking(kind="network", instead="AsyncCompletions.list")
    def list(self, *args, **kwargs): ...
    @blocking(kind="network", instead="AsyncCompletions.parse")
    def parse(self, *args, **kwargs): ...
    @blocking(kind="network", instead="AsyncCompletions.retrieve")
    def retrieve(
        self, completion_id, *, extra_headers=..., extra_query=..., extra_body=..., timeout=...
    ): ...
    @blocking(kind="network", instead="AsyncCompletions.update")
    def update(
        self,
        completion_id,
        *,
        metadata,
        extra_headers=...,
        extra_query=...,
        extra_body=...,
        timeout=...,
    ): ...
