"""What answers look like, as JSON Schema."""
