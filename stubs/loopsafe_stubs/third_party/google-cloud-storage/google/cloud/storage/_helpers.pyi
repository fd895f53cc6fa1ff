from loopsafe import blocking

__public_name__ = "google.cloud.storage"

class _PropertyMixin:
    @blocking(kind="network")
    def reload(self, client=..., projection=..., *args, **kwargs): ...
    @blocking(kind="network")
    def patch(self, client=..., if_generation_match=..., *args, **kwargs): ...
    @blocking(kind="network")
    def update(self, client=..., if_generation_match=..., *args, **kwargs): ...
