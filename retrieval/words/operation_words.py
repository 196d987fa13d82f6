"""Words for what is done with figures: adding up, being equal, counting. Every pattern that needs them takes them here.

Gives pieces of patterns that stand in a group of their own, so that they can be put behind one
another. Knows no question and no document.

    'A和B加在一起一共多少'   ->   ADDED_UP finds 加在一起,  TOTALLED also 一共
"""

from __future__ import annotations

import re

__all__ = ["ADDED_UP", "ALIKE", "HOW_MANY_OF", "TOTALLED"]

ADDED_UP = r"(?:加起来|合并起来|合并在一起|算(?:到|在)一(?:块|起)|加(?:在|到)?一(?:块|起)|合起来|合计起来|加总|相加|之和)"
"""A sum of things that the question itself names."""

TOTALLED = rf"(?:{ADDED_UP}|合计|一共|总共|共计|总和)"
"""A sum of things named, or the total of one thing."""

ALIKE = r"(?:一致|一样|相等|相同|吻合|相符)"
"""Two figures are one and the same."""

HOW_MANY_OF = re.compile(r"(?:多少|几)[个家项名人次辆台]")
"""A count is asked for, not an amount."""
