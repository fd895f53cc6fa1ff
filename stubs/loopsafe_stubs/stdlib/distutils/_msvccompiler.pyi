# See distutils.ccompiler.
