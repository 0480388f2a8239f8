"""Dates: the stamps that say when a text was published, as data.

`date-header` finds the one that counts and writes it as the canonical first
line; `date-stamp` takes the others out.
"""
