# A client is built from a description of its service that is read from disk: a second for the
# larger ones.

from loopsafe import blocking

@blocking(kind="disk")
def client(service_name, region_name=..., api_version=..., *args, **kwargs): ...
@blocking(kind="disk")
def resource(service_name, region_name=..., api_version=..., *args, **kwargs): ...
