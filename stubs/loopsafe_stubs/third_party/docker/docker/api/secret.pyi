from loopsafe import blocking

__public_name__ = "docker"

class SecretApiMixin:
    __public_name__ = "docker.APIClient"
    @blocking(kind="network")
    def create_secret(self, name, data, labels=..., driver=...): ...
    @blocking(kind="network")
    def inspect_secret(self, id): ...
    @blocking(kind="network")
    def remove_secret(self, id): ...
    @blocking(kind="network")
    def secrets(self, filters=...): ...
