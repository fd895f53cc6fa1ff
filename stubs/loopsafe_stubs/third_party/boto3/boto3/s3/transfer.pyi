from loopsafe import blocking

class S3Transfer:
    @blocking(kind="network")
    def upload_file(self, filename, bucket, key, callback=..., extra_args=...): ...
    @blocking(kind="network")
    def download_file(self, bucket, key, filename, extra_args=..., callback=...): ...
