"""Reading and writing files in a process of their own; of all this the web process imports `child` alone."""
