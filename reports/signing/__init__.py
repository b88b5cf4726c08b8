"""Signed diplomas for others: PDF signatures, the European Learning Model, Verifiable Credentials."""
