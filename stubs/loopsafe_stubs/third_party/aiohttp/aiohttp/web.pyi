# Everything else in aiohttp is for the loop.

from loopsafe import blocking

@blocking(kind="other", instead="aiohttp.web.AppRunner")
def run_app(app, *args, **kwargs): ...
@blocking(kind="other")
def main(argv): ...
