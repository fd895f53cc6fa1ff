# Without credentials the constructor looks for the default ones. list_blobs() and the like ask for
# a page when they are iterated.

from loopsafe import blocking

__public_name__ = "google.cloud.storage"

class Client:
    @blocking(kind="network")
    def __init__(self, project=..., credentials=..., *args, **kwargs): ...
    @blocking(kind="network")
    def get_service_account_email(self, project=..., timeout=..., retry=...): ...
    @blocking(kind="network")
    def get_bucket(self, bucket_or_name, timeout=..., *args, **kwargs): ...
    @blocking(kind="network")
    def lookup_bucket(
        self,
        bucket_name,
        timeout=...,
        if_metageneration_match=...,
        if_metageneration_not_match=...,
        retry=...,
    ): ...
    @blocking(kind="network")
    def create_bucket(self, bucket_or_name, requester_pays=..., *args, **kwargs): ...
    @blocking(kind="network")
    def download_blob_to_file(self, blob_or_uri, file_obj, *args, **kwargs): ...
    @blocking(kind="network")
    def restore_bucket(self, bucket_name, generation, *args, **kwargs): ...
    @blocking(kind="network")
    def create_hmac_key(
        self, service_account_email, project_id=..., user_project=..., timeout=..., retry=...
    ): ...
    @blocking(kind="network")
    def get_hmac_key_metadata(self, access_id, project_id=..., user_project=..., timeout=...): ...
