# The functions of os, on other systems.
