from loopsafe import blocking

class Credentials:
    @classmethod
    @blocking(kind="disk")
    def from_authorized_user_file(cls, filename, scopes=...): ...

class UserAccessTokenCredentials:
    @blocking(kind="network")
    def refresh(self, request): ...
    @blocking(kind="network")
    def before_request(self, request, method, url, headers): ...
