from loopsafe import blocking

class Credentials:
    @classmethod
    @blocking(kind="disk")
    def from_service_account_file(cls, filename, **kwargs): ...

class IDTokenCredentials:
    @classmethod
    @blocking(kind="disk")
    def from_service_account_file(cls, filename, **kwargs): ...
    @blocking(kind="network")
    def refresh(self, request): ...
