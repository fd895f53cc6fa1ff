# Making a client asks the daemon for its version.

from loopsafe import blocking

__public_name__ = "docker"

@blocking(kind="network")
def from_env(**kwargs): ...

class DockerClient:
    @blocking(kind="network")
    def __init__(self, base_url=..., version=..., *args, **kwargs): ...
    @classmethod
    @blocking(kind="network")
    def from_env(
        cls,
        *,
        version=...,
        timeout=...,
        max_pool_size=...,
        environment=...,
        use_ssh_client=...,
        use_context=...,
    ): ...
    @classmethod
    @blocking(kind="network")
    def from_context(cls, name=..., *args, **kwargs): ...
    @blocking(kind="network")
    def df(self): ...
    @blocking(kind="network")
    def info(self): ...
    @blocking(kind="network")
    def login(
        self, username, password=..., email=..., registry=..., reauth=..., dockercfg_path=...
    ): ...
    @blocking(kind="network")
    def ping(self): ...
    @blocking(kind="network")
    def version(self, api_version=...): ...
    @blocking(kind="network")
    def events(self, since=..., until=..., filters=..., decode=...): ...
