# The other methods return futures.

from loopsafe import blocking

class AdminClient:
    @blocking(kind="network")
    def list_topics(self, *args, **kwargs): ...
    @blocking(kind="network")
    def list_groups(self, *args, **kwargs): ...
    @blocking(kind="network")
    def cluster_id(self, *args, **kwargs): ...
