from loopsafe import blocking

__public_name__ = "docker.models"

class Volume:
    @blocking(kind="network")
    def remove(self, force=...): ...

class VolumeCollection:
    @blocking(kind="network")
    def create(self, name=..., *, driver=..., driver_opts=..., labels=...): ...
    @blocking(kind="network")
    def get(self, volume_id): ...
    @blocking(kind="network")
    def list(self, *, filters=...): ...
    @blocking(kind="network")
    def prune(self, filters=...): ...
