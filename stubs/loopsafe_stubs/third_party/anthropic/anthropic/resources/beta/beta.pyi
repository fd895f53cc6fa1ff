from anthropic.resources.beta.files import Files
from anthropic.resources.beta.messages.messages import Messages
from anthropic.resources.beta.models import Models
from anthropic.resources.beta.skills.skills import Skills

__public_name__ = "anthropic"

class Beta:
    messages: Messages
    files: Files
    models: Models
    skills: Skills
