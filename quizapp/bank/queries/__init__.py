"""What the pages of the bank show, as frozen values. One module per page."""

from quizapp.bank.queries.access import StoredItem as StoredItem
from quizapp.bank.queries.access import counterpart_of as counterpart_of
from quizapp.bank.queries.access import not_yours as not_yours
from quizapp.bank.queries.access import rivals_of as rivals_of
from quizapp.bank.queries.access import source_of as source_of
from quizapp.bank.queries.access import stored_item as stored_item
from quizapp.bank.queries.access import stored_items as stored_items
from quizapp.bank.queries.checking import Checker as Checker
from quizapp.bank.queries.listing import bank_page as bank_page
from quizapp.bank.queries.listing import matching_drafts as matching_drafts
from quizapp.bank.queries.review import next_after as next_after
from quizapp.bank.queries.review import review_page as review_page
