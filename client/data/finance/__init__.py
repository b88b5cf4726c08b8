"""Finance: payment holds."""
