from anthropic.resources.beta.skills.versions import Versions

from loopsafe import blocking

__public_name__ = "anthropic"

class Skills:
    versions: Versions
    @blocking(kind="network", instead="AsyncSkills.create")
    def create(self, *args, **kwargs): ...
    @blocking(kind="network", instead="AsyncSkills.delete")
    def delete(self, skill_id, *args, **kwargs): ...
    @blocking(kind="network", instead="AsyncSkills.list")
    def list(self, *args, **kwargs): ...
    @blocking(kind="network", instead="AsyncSkills.retrieve")
    def retrieve(self, skill_id, *args, **kwargs): ...
