"""The frame around the windows: sign-in, menu, tabs, palette, start page, help."""
