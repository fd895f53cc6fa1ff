from docker.models.resource import Model

from loopsafe import blocking

__public_name__ = "docker.models"

class Secret(Model):
    @blocking(kind="network")
    def remove(self): ...

class SecretCollection:
    @blocking(kind="network")
    def create(self, *, name, data, labels=..., driver=...) -> Secret: ...
    @blocking(kind="network")
    def get(self, secret_id) -> Secret: ...
    @blocking(kind="network")
    def list(self, *, filters=...): ...
