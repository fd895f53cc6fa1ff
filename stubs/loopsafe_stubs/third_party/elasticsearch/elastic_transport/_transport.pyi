from loopsafe import blocking

__public_name__ = "elastic_transport"

class Transport:
    @blocking(kind="network", instead="elastic_transport.AsyncTransport.perform_request")
    def perform_request(self, method, target, *args, **kwargs): ...
    @blocking(kind="network", instead="elastic_transport.AsyncTransport.sniff")
    def sniff(self, is_initial_sniff=...): ...
