"""Papers of the attestation: protocols of sessions and of students."""
