"""Case 73: a framework with decorators of its own."""

from .core import callback as callback
