"""Mouse, keys, drags and menus of a grid."""
