# Does all that a setup script asks for.

from loopsafe import blocking

@blocking(kind="subprocess")
def setup(
    *,
    name=...,
    version=...,
    description=...,
    long_description=...,
    author=...,
    author_email=...,
    maintainer=...,
    maintainer_email=...,
    url=...,
    download_url=...,
    packages=...,
    py_modules=...,
    scripts=...,
    ext_modules=...,
    classifiers=...,
    distclass=...,
    script_name=...,
    script_args=...,
    options=...,
    license=...,
    keywords=...,
    platforms=...,
    cmdclass=...,
    data_files=...,
    package_dir=...,
    obsoletes=...,
    provides=...,
    requires=...,
    command_packages=...,
    command_options=...,
    package_data=...,
    include_package_data=...,
    libraries=...,
    headers=...,
    ext_package=...,
    include_dirs=...,
    password=...,
    fullname=...,
    **attrs,
): ...
@blocking(kind="subprocess")
def run_setup(script_name, script_args=None, stop_after="run"): ...
