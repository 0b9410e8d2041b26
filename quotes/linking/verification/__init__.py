"""What readers' words are in print."""
