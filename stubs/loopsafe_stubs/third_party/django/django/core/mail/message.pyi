from loopsafe import blocking

__public_name__ = "django.core.mail"

class EmailMessage:
    @blocking(kind="network")
    def send(self, fail_silently=..., *, using=...): ...
    @blocking(kind="disk")
    def attach_file(self, path, mimetype=...): ...
