#!/usr/bin/env python3
# A made-up module for the tests.
"""Readings of a tide gauge.

A gauge gives a level every minute:

    >>> Gauge("harbour").level(0)
    0.0
"""
from functools import cache

try:
    import numpy as np
except ImportError:
    def mean(values):
        """Mean of `values`, without NumPy."""
        return sum(values) / len(values)
else:
    def mean(values):
        "Mean of `values`."
        return np.mean(values)


class Gauge:
    r"""One gauge; its formula is \(h = \alpha t\)."""

    class Error(Exception):
        ("It gave no "
         "reading\N{HORIZONTAL ELLIPSIS}")

    def __init__(self, name):
        self.name = name

    @property
    def datum(self):
        """
        Height of zero above the chart's datum.

            In metres.

        """
        return self._datum

    @datum.setter
    def datum(self, value):
        """Move it."""
        def check(number):
            """Only numbers\tplease."""
            return float(number)
        self._datum = check(value)

    @cache
    async def level(self, minute):
        # Not an f-string, so it counts.
        u'Level at \x27minute\x27.'
        return 0.0

    def note(self):
        f"""Not a docstring of {self.name}."""
