from loopsafe import blocking

__public_name__ = "openai"

class Translations:
    @blocking(kind="network", instead="AsyncTranslations.create")
    def create(self, *args, **kwargs): ...
