"""Whether a typed answer is the key of a blank. Standard library only: the web process marks
with it.
"""

from question_bank.answers.matching import blank_results, canonical, matches, near_miss
from question_bank.answers.rhythms import times_per_year

__all__ = ["blank_results", "canonical", "matches", "near_miss", "times_per_year"]
