"""Charts without a window: what they say, where their marks stand, how any pen draws them."""
