from openai.resources.beta.threads.messages import Messages
from openai.resources.beta.threads.runs.runs import Runs

from loopsafe import blocking

__public_name__ = "openai"

class Threads:
    runs: Runs
    messages: Messages
    @blocking(kind="network", instead="AsyncThreads.create")
    def create(self, *args, **kwargs): ...
    @blocking(kind="network", instead="AsyncThreads.create_and_run")
    def create_and_run(self, *args, **kwargs): ...
    @blocking(kind="network", instead="AsyncThreads.create_and_run_poll")
    def create_and_run_poll(self, *args, **kwargs): ...
    @blocking(kind="network", instead="AsyncThreads.delete")
    def delete(self, thread_id, *args, **kwargs): ...
    @blocking(kind="network", instead="AsyncThreads.retrieve")
    def retrieve(self, thread_id, *args, **kwargs): ...
    @blocking(kind="network", instead="AsyncThreads.update")
    def update(self, thread_id, *args, **kwargs): ...
