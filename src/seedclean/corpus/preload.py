"""Import what every process of a run needs, and make the tables of the first text, once for all of them."""

from seedclean.clean import clean
from seedclean.cleaners import import_rules
from seedclean.corpus import clean_file, clean_records  # noqa: F401 - for the processes that are forked of this one

import_rules()
clean("The council met on Monday , and the mayor spoke.\n")
