from loopsafe import blocking

__public_name__ = "docker.models"

class Secret:
    @blocking(kind="network")
    def remove(self): ...

class SecretCollection:
    @blocking(kind="network")
    def create(self, *, name, data, labels=..., driver=...): ...
    @blocking(kind="network")
    def get(self, secret_id): ...
    @blocking(kind="network")
    def list(self, *, filters=...): ...
