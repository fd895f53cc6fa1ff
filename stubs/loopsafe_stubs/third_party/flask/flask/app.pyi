from loopsafe import blocking

__public_name__ = "flask"

class Flask:
    @blocking(kind="other")
    def run(self, host=..., port=..., debug=..., load_dotenv=..., **options): ...
    @blocking(kind="disk")
    def open_resource(self, resource, mode=..., encoding=...): ...
    @blocking(kind="disk")
    def open_instance_resource(self, resource, mode=..., encoding=...): ...
