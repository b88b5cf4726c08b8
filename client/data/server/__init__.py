"""The way to the server: connection, session, the one gateway, what others changed, refusals as sentences."""
