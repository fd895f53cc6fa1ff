from loopsafe import blocking

__public_name__ = "openai"

class Moderations:
    @blocking(kind="network", instead="AsyncModerations.create")
    def create(
        self, *, input, model=..., extra_headers=..., extra_query=..., extra_body=..., timeout=...
    ): ...
