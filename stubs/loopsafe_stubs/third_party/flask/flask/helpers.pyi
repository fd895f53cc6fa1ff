from loopsafe import blocking

__public_name__ = "flask"

@blocking(kind="disk")
def send_file(path_or_file, mimetype=..., as_attachment=..., *args, **kwargs): ...
@blocking(kind="disk")
def send_from_directory(directory, path, **kwargs): ...
