"""The register of official papers: registering with the print log, printing again, checking a paper."""
