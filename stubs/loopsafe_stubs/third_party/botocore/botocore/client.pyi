# Every operation of every service goes through _make_api_call().

from loopsafe import blocking

class ClientCreator:
    @blocking(kind="disk")
    def create_client(self, service_name, region_name, *args, **kwargs): ...

class BaseClient:
    @blocking(kind="network")
    def _make_api_call(self, operation_name, api_params): ...
