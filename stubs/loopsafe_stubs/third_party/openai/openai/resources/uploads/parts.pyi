from loopsafe import blocking

__public_name__ = "openai"

class Parts:
    @blocking(kind="network", instead="AsyncParts.create")
    def create(
        self, upload_id, *, data, extra_headers=..., extra_query=..., extra_body=..., timeout=...
    ): ...
