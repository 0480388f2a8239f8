"""Boilerplate: the lines of a page that belong to the site and not to the text."""
