"""The command line; knows services, digests, spec and domain, never SQL, records or ReportLab."""
