from loopsafe import blocking

__public_name__ = "docker"

class ConfigApiMixin:
    __public_name__ = "docker.APIClient"
    @blocking(kind="network")
    def configs(self, filters=...): ...
    @blocking(kind="network")
    def create_config(self, name, data, labels=..., templating=...): ...
    @blocking(kind="network")
    def inspect_config(self, id): ...
    @blocking(kind="network")
    def remove_config(self, id): ...
