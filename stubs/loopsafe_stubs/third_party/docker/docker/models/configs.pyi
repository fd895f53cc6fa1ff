from loopsafe import blocking

__public_name__ = "docker.models"

class Config:
    @blocking(kind="network")
    def remove(self): ...

class ConfigCollection:
    @blocking(kind="network")
    def create(self, *, name, data, labels=..., templating=...): ...
    @blocking(kind="network")
    def get(self, config_id): ...
    @blocking(kind="network")
    def list(self, *, filters=...): ...
