from loopsafe import callback

from .middle import Light, read_all, write_all


class Lamp(Light):
    @callback
    def on_stop(self):
        self.stop()


@callback
def on_event():
    read_all()  # E: "read_all" reaches "time.sleep"  [blocking-call]
    write_all()
