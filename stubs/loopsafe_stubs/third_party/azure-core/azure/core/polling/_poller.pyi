from loopsafe import blocking

__public_name__ = "azure.core.polling"

class LROPoller:
    @blocking(kind="network", instead="azure.core.polling.AsyncLROPoller.result")
    def result(self, timeout=...): ...
    @blocking(kind="network", instead="azure.core.polling.AsyncLROPoller.wait")
    def wait(self, timeout=...): ...

class PollingMethod:
    @blocking(kind="network")
    def run(self): ...
