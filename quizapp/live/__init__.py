"""Telling open pages at once what happened: events in a table, one reader in each process, streams.

`publishing` writes events inside the transaction that made the change, `log` reads them in order,
`hub` reads for all who listen in this process, `stream` is what a browser gets. Who may listen to
a topic is asked by the route; an event holds nothing that a taker of a test must not see.
"""

from quizapp.live.hub import hub_of as hub_of
from quizapp.live.hub import init_app as init_app
