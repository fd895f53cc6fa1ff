from loopsafe import blocking

# Binding looks up the name of the host.
@blocking(kind="network")
def make_server(host, port, app, server_class, handler_class=...): ...
