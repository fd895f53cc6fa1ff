# See _curses_panel.
