# Encoding and decoding works in memory, and so does refreshing credentials of this kind.

from loopsafe import blocking

class Credentials:
    @classmethod
    @blocking(kind="disk")
    def from_service_account_file(cls, filename, **kwargs): ...

class OnDemandCredentials:
    @classmethod
    @blocking(kind="disk")
    def from_service_account_file(cls, filename, **kwargs): ...
    def before_request(self, request, method, url, headers): ...
    def refresh(self, request): ...
