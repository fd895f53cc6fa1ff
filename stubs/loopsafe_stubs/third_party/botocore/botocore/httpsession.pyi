from loopsafe import blocking

class URLLib3Session:
    @blocking(kind="network")
    def send(self, request): ...
