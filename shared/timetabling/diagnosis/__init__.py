"""Why a problem cannot be solved and how two plans differ."""
