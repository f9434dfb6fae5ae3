"""From the bytes of a file to clean text with its outline."""
