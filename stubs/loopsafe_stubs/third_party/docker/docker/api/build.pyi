from loopsafe import blocking

__public_name__ = "docker"

class BuildApiMixin:
    __public_name__ = "docker.APIClient"
    @blocking(kind="network")
    def build(self, path=..., tag=..., *args, **kwargs): ...
    @blocking(kind="network")
    def prune_builds(self, filters=..., keep_storage=..., all=...): ...
