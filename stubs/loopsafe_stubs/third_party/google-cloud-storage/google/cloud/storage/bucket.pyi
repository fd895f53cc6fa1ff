from loopsafe import blocking

__public_name__ = "google.cloud.storage"

class Bucket:
    @blocking(kind="network")
    def exists(self, client=..., timeout=..., *args, **kwargs): ...
    @blocking(kind="network")
    def create(self, client=..., project=..., *args, **kwargs): ...
    @blocking(kind="network")
    def update(
        self,
        client=...,
        timeout=...,
        if_metageneration_match=...,
        if_metageneration_not_match=...,
        retry=...,
    ): ...
    @blocking(kind="network")
    def reload(self, client=..., projection=..., *args, **kwargs): ...
    @blocking(kind="network")
    def patch(
        self,
        client=...,
        timeout=...,
        if_metageneration_match=...,
        if_metageneration_not_match=...,
        retry=...,
    ): ...
    @blocking(kind="network")
    def get_blob(self, blob_name, client=..., *args, **kwargs): ...
    @blocking(kind="network")
    def get_notification(self, notification_id, client=..., timeout=..., retry=...): ...
    @blocking(kind="network")
    def delete(
        self,
        force=...,
        client=...,
        if_metageneration_match=...,
        if_metageneration_not_match=...,
        timeout=...,
        retry=...,
    ): ...
    @blocking(kind="network")
    def delete_blob(self, blob_name, client=..., *args, **kwargs): ...
    @blocking(kind="network")
    def delete_blobs(self, blobs, on_error=..., *args, **kwargs): ...
    @blocking(kind="network")
    def copy_blob(self, blob, destination_bucket, *args, **kwargs): ...
    @blocking(kind="network")
    def rename_blob(self, blob, new_name, *args, **kwargs): ...
    @blocking(kind="network")
    def move_blob(self, blob, new_name, *args, **kwargs): ...
    @blocking(kind="network")
    def restore_blob(self, blob_name, client=..., *args, **kwargs): ...
    @blocking(kind="network")
    def get_iam_policy(self, client=..., requested_policy_version=..., timeout=..., retry=...): ...
    @blocking(kind="network")
    def set_iam_policy(self, policy, client=..., timeout=..., retry=...): ...
    @blocking(kind="network")
    def test_iam_permissions(self, permissions, client=..., timeout=..., retry=...): ...
    @blocking(kind="network")
    def make_public(self, recursive=..., future=..., *args, **kwargs): ...
    @blocking(kind="network")
    def make_private(self, recursive=..., future=..., *args, **kwargs): ...
    @blocking(kind="network")
    def lock_retention_policy(self, client=..., timeout=..., retry=...): ...
