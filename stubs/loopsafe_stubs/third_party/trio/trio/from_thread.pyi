# The names that users know.

from trio._threads import from_thread_run as run  # noqa: F401  (re-exported)
from trio._threads import from_thread_run_sync as run_sync  # noqa: F401  (re-exported)
