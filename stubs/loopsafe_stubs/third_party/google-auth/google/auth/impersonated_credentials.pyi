from loopsafe import blocking

class Credentials:
    @blocking(kind="network")
    def sign_bytes(self, message): ...

class IDTokenCredentials:
    @blocking(kind="network")
    def refresh(self, request): ...
