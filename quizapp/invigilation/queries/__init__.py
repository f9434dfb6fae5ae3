"""A test that runs as its invigilator sees it: the roster, and one attempt."""
