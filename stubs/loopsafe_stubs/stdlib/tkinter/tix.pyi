# See tkinter.
