"""Tools to test rules with: case files, and the laws that every rule must keep."""

from seedclean.testing.cases import Case, check_case, read_cases

__all__ = ["Case", "check_case", "read_cases"]
