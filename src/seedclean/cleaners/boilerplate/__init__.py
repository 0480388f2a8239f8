"""Boilerplate: the lines of a page that belong to the site and not to the text.

The order below is the order in which the rules run: what shows its kind most
surely comes first, what only the line model predicts comes last. Lines
that a site repeats come first of all, while what is around them is still there.
"""

# isort: off
import seedclean.cleaners.boilerplate.sites
import seedclean.cleaners.boilerplate.legal
import seedclean.cleaners.boilerplate.notices
import seedclean.cleaners.boilerplate.jump_links
import seedclean.cleaners.boilerplate.sharing
import seedclean.cleaners.boilerplate.credits
import seedclean.cleaners.boilerplate.page_parts
import seedclean.cleaners.boilerplate.related
import seedclean.cleaners.boilerplate.menus
import seedclean.cleaners.boilerplate.unclaimed
import seedclean.cleaners.boilerplate.page_images
import seedclean.cleaners.boilerplate.foreign  # noqa: F401 - importing registers the rules
# isort: on
