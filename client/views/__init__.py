"""The windows, one file or folder a module of the menu."""
