"""Text that comes in and goes out: files, JSON, cells of spreadsheets. Pure."""
