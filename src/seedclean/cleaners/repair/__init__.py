"""Repair: characters and line ends that were damaged on the way here."""

# The order in which the modules are imported is the order in which their rules run.
# isort: off
from seedclean.cleaners.repair import lines
# isort: on

__all__ = ["lines"]
