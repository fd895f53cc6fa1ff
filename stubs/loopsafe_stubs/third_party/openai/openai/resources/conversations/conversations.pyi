from loopsafe import blocking

__public_name__ = "openai"

class Conversations:
    @blocking(kind="network", instead="AsyncConversations.create")
    def create(
        self,
        *,
        items=...,
        metadata=...,
        extra_headers=...,
        extra_query=...,
        extra_body=...,
        timeout=...,
    ): ...
    @blocking(kind="network", instead="AsyncConversations.delete")
    def delete(
        self, conversation_id, *, extra_headers=..., extra_query=..., extra_body=..., timeout=...
    ): ...
    @blocking(kind="network", instead="AsyncConversations.retrieve")
    def retrieve(
        self, conversation_id, *, extra_headers=..., extra_query=..., extra_body=..., timeout=...
    ): ...
    @blocking(kind="network", instead="AsyncConversations.update")
    def update(
        self,
        conversation_id,
        *,
        metadata,
        extra_headers=...,
        extra_query=...,
        extra_body=...,
        timeout=...,
    ): ...
