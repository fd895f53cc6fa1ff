from loopsafe import blocking

__public_name__ = "docker"

class ExecApiMixin:
    __public_name__ = "docker.APIClient"
    @blocking(kind="network")
    def exec_create(self, container, cmd, *args, **kwargs): ...
    @blocking(kind="network")
    def exec_inspect(self, exec_id): ...
    @blocking(kind="network")
    def exec_resize(self, exec_id, height=..., width=...): ...
    @blocking(kind="network")
    def exec_start(self, exec_id, detach=..., tty=..., stream=..., socket=..., demux=...): ...
