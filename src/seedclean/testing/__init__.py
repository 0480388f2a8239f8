"""Tools to test rules with: case files, and the laws that every rule must keep."""

from seedclean.testing.cases import Case, check_case, read_cases
from seedclean.testing.check import check_rule

__all__ = ["Case", "check_case", "check_rule", "read_cases"]
