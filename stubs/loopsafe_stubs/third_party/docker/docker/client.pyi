# Making a client asks the daemon for its version.

from docker.api.client import APIClient
from docker.models.configs import ConfigCollection
from docker.models.containers import ContainerCollection
from docker.models.images import ImageCollection
from docker.models.networks import NetworkCollection
from docker.models.nodes import NodeCollection
from docker.models.plugins import PluginCollection
from docker.models.secrets import SecretCollection
from docker.models.services import ServiceCollection
from docker.models.swarm import Swarm
from docker.models.volumes import VolumeCollection

from loopsafe import blocking

__public_name__ = "docker"

@blocking(kind="network")
def from_env(**kwargs) -> DockerClient: ...

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
    ) -> DockerClient: ...
    @classmethod
    @blocking(kind="network")
    def from_context(cls, name=..., *args, **kwargs) -> DockerClient: ...
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
    api: APIClient
    @property
    def configs(self) -> ConfigCollection: ...
    @property
    def containers(self) -> ContainerCollection: ...
    @property
    def images(self) -> ImageCollection: ...
    @property
    def networks(self) -> NetworkCollection: ...
    @property
    def nodes(self) -> NodeCollection: ...
    @property
    def plugins(self) -> PluginCollection: ...
    @property
    def secrets(self) -> SecretCollection: ...
    @property
    def services(self) -> ServiceCollection: ...
    @property
    @blocking(kind="network")
    def swarm(self) -> Swarm: ...
    @property
    def volumes(self) -> VolumeCollection: ...
