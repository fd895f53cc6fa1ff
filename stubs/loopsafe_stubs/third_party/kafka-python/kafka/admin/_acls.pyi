from loopsafe import blocking

__public_name__ = "kafka.admin"

class ACLAdminMixin:
    @blocking(kind="network")
    def create_acls(self, acls): ...
    @blocking(kind="network")
    def delete_acls(self, acl_filters): ...
    @blocking(kind="network")
    def describe_acls(self, acl_filter): ...
