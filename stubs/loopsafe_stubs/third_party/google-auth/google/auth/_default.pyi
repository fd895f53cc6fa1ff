# default() looks into files, and then asks the metadata server.

from loopsafe import blocking

__public_name__ = "google.auth"

@blocking(kind="network")
def default(scopes=..., request=..., quota_project_id=..., default_scopes=...): ...
@blocking(kind="disk")
def load_credentials_from_file(
    filename, scopes=..., default_scopes=..., quota_project_id=..., request=...
): ...
