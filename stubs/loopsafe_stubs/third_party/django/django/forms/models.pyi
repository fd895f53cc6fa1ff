from loopsafe import blocking

__public_name__ = "django.forms"

class BaseModelForm:
    @blocking(kind="database")
    def save(self, commit=...): ...
