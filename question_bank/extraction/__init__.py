"""From a document to facts, planned tests and suspected faults of the source."""
