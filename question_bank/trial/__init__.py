"""Trial of a bank: can its items be answered from the document, and not without it."""
