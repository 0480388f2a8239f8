"""Captions, leads and whole blocks of a page that it prints more than once."""
