from loopsafe import blocking

__public_name__ = "trio"

@blocking(kind="other", instead="await")
def run(
    async_fn,
    *args,
    clock=...,
    instruments=...,
    restrict_keyboard_interrupt_to_checkpoints=...,
    strict_exception_groups=...,
): ...
