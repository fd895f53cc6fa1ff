from loopsafe import blocking

__public_name__ = "openai"

class Checkpoints:
    @blocking(kind="network", instead="AsyncCheckpoints.list")
    def list(self, fine_tuning_job_id, *args, **kwargs): ...
