from loopsafe import blocking

@blocking(kind="network")
def create_connection(address, timeout=..., source_address=..., socket_options=...): ...
