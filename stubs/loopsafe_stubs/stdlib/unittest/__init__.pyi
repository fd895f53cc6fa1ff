# See the modules inside.
