"""Writers of documents that run in a process of their own. The web process never imports them."""
