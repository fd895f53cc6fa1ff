from openai.resources.beta.assistants import Assistants
from openai.resources.beta.threads.threads import Threads

__public_name__ = "openai"

class Beta:
    assistants: Assistants
    threads: Threads
