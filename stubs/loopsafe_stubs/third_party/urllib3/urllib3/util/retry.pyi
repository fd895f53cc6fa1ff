from loopsafe import blocking

class Retry:
    @blocking(kind="sleep")
    def sleep(self, response=...): ...
    @blocking(kind="sleep")
    def sleep_for_retry(self, response): ...
