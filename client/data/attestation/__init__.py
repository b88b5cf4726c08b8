"""The attestation: theses, commissions, and what is entered while they sit."""
