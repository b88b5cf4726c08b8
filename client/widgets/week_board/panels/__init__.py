"""What stands around the grids: tray, suggestions, who is free, the figures of the week."""
