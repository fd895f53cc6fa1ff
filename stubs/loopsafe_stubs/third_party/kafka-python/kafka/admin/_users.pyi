from loopsafe import blocking

__public_name__ = "kafka.admin"

class UserAdminMixin:
    @blocking(kind="network")
    def alter_user_scram_credentials(self, alterations): ...
    @blocking(kind="network")
    def describe_user_scram_credentials(self, users=...): ...

class UserScramCredentialUpsertion:
    @blocking(kind="cpu")
    def __init__(self, user, mechanism, password, iterations=..., salt=...): ...
