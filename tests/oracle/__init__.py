"""The oracle: generated programs, an independent judge, and mypy with the plugin."""
