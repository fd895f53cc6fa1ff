"""What loopsafe's mypy plugin is made of, part by part, and how it behaves inside mypy."""
