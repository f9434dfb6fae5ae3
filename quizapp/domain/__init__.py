"""Pure rules. Nothing here knows Flask, SQL, the clock or unseeded chance."""
