"""The tables, one file a module: the single source that migrations, lists, forms and imports read."""
