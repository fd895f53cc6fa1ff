from docker.models.resource import Model

from loopsafe import blocking

__public_name__ = "docker.models"

class Node(Model):
    @blocking(kind="network")
    def remove(self, force=...): ...
    @blocking(kind="network")
    def update(self, node_spec): ...

class NodeCollection:
    @blocking(kind="network")
    def get(self, node_id) -> Node: ...
    @blocking(kind="network")
    def list(self, filters=...): ...
