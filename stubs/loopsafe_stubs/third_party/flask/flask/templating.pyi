from loopsafe import blocking

__public_name__ = "flask"

@blocking(kind="disk")
def render_template(template_name_or_list, **context): ...
@blocking(kind="disk")
def stream_template(template_name_or_list, **context): ...
