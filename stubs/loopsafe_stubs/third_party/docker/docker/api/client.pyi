from docker.api.build import BuildApiMixin
from docker.api.config import ConfigApiMixin
from docker.api.container import ContainerApiMixin
from docker.api.daemon import DaemonApiMixin
from docker.api.exec_api import ExecApiMixin
from docker.api.image import ImageApiMixin
from docker.api.network import NetworkApiMixin
from docker.api.plugin import PluginApiMixin
from docker.api.secret import SecretApiMixin
from docker.api.service import ServiceApiMixin
from docker.api.swarm import SwarmApiMixin
from docker.api.volume import VolumeApiMixin

from loopsafe import blocking

__public_name__ = "docker"

class APIClient(
    BuildApiMixin,
    ConfigApiMixin,
    ContainerApiMixin,
    DaemonApiMixin,
    ExecApiMixin,
    ImageApiMixin,
    NetworkApiMixin,
    PluginApiMixin,
    SecretApiMixin,
    ServiceApiMixin,
    SwarmApiMixin,
    VolumeApiMixin,
):
    @blocking(kind="network")
    def __init__(self, base_url=..., version=..., *args, **kwargs): ...
