"""Makes the setup for Windows on Linux and tries it under Wine: `python -m installer.windows` (installer/README.md)."""
