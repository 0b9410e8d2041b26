"""What linking reads and writes, by the thousand, on either database."""
