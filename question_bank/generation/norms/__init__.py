"""Items of regulations: who must do what, how long, how much, what a word means."""
