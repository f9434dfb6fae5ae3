"""What the pages about plans show, as frozen values. One module per page."""

from quizapp.plans.queries.access import known_label as known_label
from quizapp.plans.queries.access import not_yours as not_yours
from quizapp.plans.queries.access import owning_units as owning_units
from quizapp.plans.queries.access import unit_named as unit_named
from quizapp.plans.queries.access import upload_content as upload_content
from quizapp.plans.queries.index import plans_page as plans_page
from quizapp.plans.queries.show import plan_page as plan_page
from quizapp.plans.queries.year import year_page as year_page
