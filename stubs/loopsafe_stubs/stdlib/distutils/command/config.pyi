# Runs compilers and other programs.

from loopsafe import blocking

class config:
    @blocking(kind="subprocess")
    def run(self): ...
    @blocking(kind="subprocess")
    def check_func(
        self,
        func,
        headers=None,
        include_dirs=None,
        libraries=None,
        library_dirs=None,
        decl=0,
        call=0,
    ): ...
    @blocking(kind="subprocess")
    def check_header(self, header, include_dirs=None, library_dirs=None, lang="c"): ...
    @blocking(kind="subprocess")
    def check_lib(
        self, library, library_dirs=None, headers=None, include_dirs=None, other_libraries=...
    ): ...
    @blocking(kind="subprocess")
    def search_cpp(self, pattern, body=None, headers=None, include_dirs=None, lang="c"): ...
    @blocking(kind="subprocess")
    def try_compile(self, body, headers=None, include_dirs=None, lang="c"): ...
    @blocking(kind="subprocess")
    def try_cpp(self, body=None, headers=None, include_dirs=None, lang="c"): ...
    @blocking(kind="subprocess")
    def try_link(
        self, body, headers=None, include_dirs=None, libraries=None, library_dirs=None, lang="c"
    ): ...
    @blocking(kind="subprocess")
    def try_run(
        self, body, headers=None, include_dirs=None, libraries=None, library_dirs=None, lang="c"
    ): ...
