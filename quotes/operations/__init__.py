"""What operators look at: probes, metrics and log lines (docs/operations.md)."""
