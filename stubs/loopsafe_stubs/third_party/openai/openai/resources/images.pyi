from loopsafe import blocking

__public_name__ = "openai"

class Images:
    @blocking(kind="network", instead="AsyncImages.create_variation")
    def create_variation(self, *args, **kwargs): ...
    @blocking(kind="network", instead="AsyncImages.edit")
    def edit(self, *args, **kwargs): ...
    @blocking(kind="network", instead="AsyncImages.generate")
    def generate(self, *args, **kwargs): ...
