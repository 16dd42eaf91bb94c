"""Statement records in, one merged graph out: one node per real speaker, one statement per act.

`merge` is a pure function of the set of records, so that building in increments and at once give the same graph.
"""

from graph.merge.assemble import merge
from graph.merge.explain import explain
from graph.merge.same_as import Judgement, SameAs, SameAsError, read_same_as

__all__ = ["Judgement", "SameAs", "SameAsError", "explain", "merge", "read_same_as"]
