# They read the memory of another process, and show what they found.

from loopsafe import blocking

@blocking(kind="other")
def get_all_awaited_by(pid): ...
@blocking(kind="other")
def display_awaited_by_tasks_table(pid): ...
@blocking(kind="other")
def display_awaited_by_tasks_tree(pid): ...
