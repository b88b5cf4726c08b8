"""Students: what their papers say."""
