# Runs compilers.

from loopsafe import blocking

class CCompiler:
    @blocking(kind="subprocess")
    def compile(
        self,
        sources,
        output_dir=None,
        macros=None,
        include_dirs=None,
        debug=0,
        extra_preargs=None,
        extra_postargs=None,
        depends=None,
    ): ...
    @blocking(kind="subprocess")
    def create_static_lib(
        self, objects, output_libname, output_dir=None, debug=0, target_lang=None
    ): ...
    @blocking(kind="subprocess")
    def has_function(
        self, funcname, includes=None, include_dirs=None, libraries=None, library_dirs=None
    ): ...
    @blocking(kind="subprocess")
    def link(
        self,
        target_desc,
        objects,
        output_filename,
        output_dir=None,
        libraries=None,
        library_dirs=None,
        runtime_library_dirs=None,
        export_symbols=None,
        debug=0,
        extra_preargs=None,
        extra_postargs=None,
        build_temp=None,
        target_lang=None,
    ): ...
    @blocking(kind="subprocess")
    def link_executable(
        self,
        objects,
        output_progname,
        output_dir=None,
        libraries=None,
        library_dirs=None,
        runtime_library_dirs=None,
        debug=0,
        extra_preargs=None,
        extra_postargs=None,
        target_lang=None,
    ): ...
    @blocking(kind="subprocess")
    def link_shared_lib(
        self,
        objects,
        output_libname,
        output_dir=None,
        libraries=None,
        library_dirs=None,
        runtime_library_dirs=None,
        export_symbols=None,
        debug=0,
        extra_preargs=None,
        extra_postargs=None,
        build_temp=None,
        target_lang=None,
    ): ...
    @blocking(kind="subprocess")
    def link_shared_object(
        self,
        objects,
        output_filename,
        output_dir=None,
        libraries=None,
        library_dirs=None,
        runtime_library_dirs=None,
        export_symbols=None,
        debug=0,
        extra_preargs=None,
        extra_postargs=None,
        build_temp=None,
        target_lang=None,
    ): ...
    @blocking(kind="subprocess")
    def preprocess(
        self,
        source,
        output_file=None,
        macros=None,
        include_dirs=None,
        extra_preargs=None,
        extra_postargs=None,
    ): ...
    @blocking(kind="subprocess")
    def spawn(self, cmd): ...
    @blocking(kind="disk")
    def find_library_file(self, dirs, lib, debug=0): ...
    @blocking(kind="disk")
    def mkpath(self, name, mode=511): ...
    @blocking(kind="disk")
    def move_file(self, src, dst): ...
