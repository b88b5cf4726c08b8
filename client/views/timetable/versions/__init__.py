"""The versions of the weekly plan: made, compared, checked, published, printed."""
