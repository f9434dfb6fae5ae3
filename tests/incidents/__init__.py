"""What has gone wrong in examinations elsewhere, and shall not go wrong here."""
