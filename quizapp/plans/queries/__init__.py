"""What the pages about plans show, as frozen values. One module per page."""

from quizapp.plans.queries.access import changed_plan as changed_plan
from quizapp.plans.queries.access import known_label as known_label
from quizapp.plans.queries.access import not_yours as not_yours
from quizapp.plans.queries.access import owning_units as owning_units
from quizapp.plans.queries.access import plan_brief as plan_brief
from quizapp.plans.queries.access import unit_named as unit_named
from quizapp.plans.queries.access import upload_content as upload_content
from quizapp.plans.queries.changes import Group as Group
from quizapp.plans.queries.changes import changes_page as changes_page
from quizapp.plans.queries.changes import waiting_version as waiting_version
from quizapp.plans.queries.index import plans_page as plans_page
from quizapp.plans.queries.show import Wanted as Wanted
from quizapp.plans.queries.show import plan_page as plan_page
from quizapp.plans.queries.year import year_page as year_page
