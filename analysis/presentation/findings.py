"""Comparison rows into plain English by a fixed rule, so that no sentence says more than its row.

What is called a difference in these articles:

===========  ===========================================================================================================
undefined    a group has no defined value
none         the means differ by less than the measure's smallest difference worth the name (``Measure.worth``)
every        the groups do not overlap (Cliff's delta is 1 or −1): every article of one against every article of the other
average      all else: the means differ, the groups overlap
===========  ===========================================================================================================

Nothing is claimed beyond the articles at hand while p is above ``SMALL_P``.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan, nan

import numpy as np
import pandas as pd

from analysis.comparison.comparisons import leave_one_out, list_groupings, split_values
from analysis.comparison.measures import Measure, describe_measure
from analysis.comparison.plans import AS_CODED, Plan, Planned
from analysis.presentation.wording import (capitalise, say_count, say_difference, say_list, say_number, say_p, say_place,
                                           say_value, say_values_apart)

SMALL_P = 0.05
UNDEFINED, NONE, EVERY, AVERAGE = "undefined", "none", "every", "average"
