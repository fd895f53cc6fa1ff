from loopsafe import blocking

__public_name__ = "google.auth.compute_engine"

class IDTokenCredentials:
    @blocking(kind="network")
    def refresh(self, request): ...
