# Rewrites files.

from loopsafe import blocking

@blocking(kind="disk")
def main(fixer_pkg, args=None): ...

class StdoutRefactoringTool:
    @blocking(kind="disk")
    def write_file(self, new_text, filename, old_text, encoding): ...
