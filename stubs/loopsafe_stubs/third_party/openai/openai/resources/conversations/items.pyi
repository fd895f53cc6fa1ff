from loopsafe import blocking

__public_name__ = "openai"

class Items:
    @blocking(kind="network", instead="AsyncItems.create")
    def create(self, conversation_id, *args, **kwargs): ...
    @blocking(kind="network", instead="AsyncItems.delete")
    def delete(
        self,
        item_id,
        *,
        conversation_id,
        extra_headers=...,
        extra_query=...,
        extra_body=...,
        timeout=...,
    ): ...
    @blocking(kind="network", instead="AsyncItems.list")
    def list(self, conversation_id, *args, **kwargs): ...
    @blocking(kind="network", instead="AsyncItems.retrieve")
    def retrieve(self, item_id, *args, **kwargs): ...
