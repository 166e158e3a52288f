"""Plots, one for each question (extra ``plot``).  Each draws on the axes it is given, or on new ones, and returns them.

`plot_topic`: how far apart are the sources?  `plot_tolls`: how did the toll change?  `plot_agreement`: who agrees with
whom?  `plot_sum`: do the parts make the whole?  See docs/showing.md.
"""

from casualties.show.plot_agreement import plot_agreement
from casualties.show.plot_sum import plot_sum
from casualties.show.plot_tolls import plot_tolls
from casualties.show.plot_topic import plot_topic

__all__ = ["plot_agreement", "plot_sum", "plot_tolls", "plot_topic"]
