from docker.models.resource import Model

from loopsafe import blocking

__public_name__ = "docker.models"

class Config(Model):
    @blocking(kind="network")
    def remove(self): ...

class ConfigCollection:
    @blocking(kind="network")
    def create(self, *, name, data, labels=..., templating=...) -> Config: ...
    @blocking(kind="network")
    def get(self, config_id) -> Config: ...
    @blocking(kind="network")
    def list(self, *, filters=...): ...
