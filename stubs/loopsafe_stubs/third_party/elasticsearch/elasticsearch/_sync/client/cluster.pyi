from loopsafe import blocking

__public_name__ = "elasticsearch.client"

class ClusterClient:
    @blocking(kind="network")
    def allocation_explain(self, *args, **kwargs): ...
    @blocking(kind="network")
    def delete_component_template(self, *args, **kwargs): ...
    @blocking(kind="network")
    def delete_voting_config_exclusions(
        self,
        *,
        error_trace=...,
        filter_path=...,
        human=...,
        master_timeout=...,
        pretty=...,
        wait_for_removal=...,
    ): ...
    @blocking(kind="network")
    def exists_component_template(self, *args, **kwargs): ...
    @blocking(kind="network")
    def get_component_template(self, *args, **kwargs): ...
    @blocking(kind="network")
    def get_settings(self, *args, **kwargs): ...
    @blocking(kind="network")
    def health(self, *args, **kwargs): ...
    @blocking(kind="network")
    def info(self, *, target, error_trace=..., filter_path=..., human=..., pretty=...): ...
    @blocking(kind="network")
    def pending_tasks(
        self,
        *,
        error_trace=...,
        filter_path=...,
        human=...,
        local=...,
        master_timeout=...,
        pretty=...,
    ): ...
    @blocking(kind="network")
    def post_voting_config_exclusions(self, *args, **kwargs): ...
    @blocking(kind="network")
    def put_component_template(self, *args, **kwargs): ...
    @blocking(kind="network")
    def put_settings(self, *args, **kwargs): ...
    @blocking(kind="network")
    def remote_info(self, *, error_trace=..., filter_path=..., human=..., pretty=...): ...
    @blocking(kind="network")
    def reroute(self, *args, **kwargs): ...
    @blocking(kind="network")
    def state(self, *args, **kwargs): ...
    @blocking(kind="network")
    def stats(self, *args, **kwargs): ...
