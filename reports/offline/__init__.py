"""Papers of a workstation that prints without the server."""
