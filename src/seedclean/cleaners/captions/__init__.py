"""Captions, leads and whole blocks of a page that it prints more than once."""

# isort: off
import seedclean.cleaners.captions.near
import seedclean.cleaners.captions.far  # noqa: F401 - importing registers the rules
# isort: on
