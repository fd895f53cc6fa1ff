from loopsafe import blocking

__public_name__ = "elasticsearch.client"

class NodesClient:
    @blocking(kind="network")
    def clear_repositories_metering_archive(
        self,
        *,
        node_id,
        max_archive_version,
        error_trace=...,
        filter_path=...,
        human=...,
        pretty=...,
    ): ...
    @blocking(kind="network")
    def get_repositories_metering_info(
        self, *, node_id, error_trace=..., filter_path=..., human=..., pretty=...
    ): ...
    @blocking(kind="network")
    def hot_threads(self, *args, **kwargs): ...
    @blocking(kind="network")
    def info(self, *args, **kwargs): ...
    @blocking(kind="network")
    def reload_secure_settings(self, *args, **kwargs): ...
    @blocking(kind="network")
    def stats(self, *args, **kwargs): ...
    @blocking(kind="network")
    def usage(self, *args, **kwargs): ...
