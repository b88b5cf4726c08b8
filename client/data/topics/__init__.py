"""Topics of subjects, calendar plans, and what teachers keep under them."""
