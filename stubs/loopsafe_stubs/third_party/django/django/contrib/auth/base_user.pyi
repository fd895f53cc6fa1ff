from loopsafe import blocking

__public_name__ = "django.contrib.auth"

class AbstractBaseUser:
    @blocking(kind="cpu", instead="User.acheck_password")
    def check_password(self, raw_password): ...
    @blocking(kind="cpu")
    def set_password(self, raw_password): ...
