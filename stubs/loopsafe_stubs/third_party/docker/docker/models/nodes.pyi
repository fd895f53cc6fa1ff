from loopsafe import blocking

__public_name__ = "docker.models"

class Node:
    @blocking(kind="network")
    def remove(self, force=...): ...
    @blocking(kind="network")
    def update(self, node_spec): ...

class NodeCollection:
    @blocking(kind="network")
    def get(self, node_id): ...
    @blocking(kind="network")
    def list(self, filters=...): ...
