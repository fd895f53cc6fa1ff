from loopsafe import blocking

__public_name__ = "boto3"

class Session:
    @blocking(kind="disk")
    def client(self, service_name, region_name=..., *args, **kwargs): ...
    @blocking(kind="disk")
    def resource(self, service_name, region_name=..., *args, **kwargs): ...
