from loopsafe import blocking

class Session:
    @blocking(kind="disk")
    def create_client(self, service_name, region_name=..., *args, **kwargs): ...
