"""How the documentation is built: `sphinx-build -n -W -b html docs docs/_build`. It needs no network."""

import re
import sys
from importlib.metadata import version as installed_version
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "seedclean"
author = "the seedclean authors"
copyright = "the seedclean authors, under the MIT licence"  # noqa: A001 - Sphinx calls it so
version = release = installed_version("seedclean")
language = "en"

extensions = [
    "myst_nb",  # Markdown as myst-parser has it, and notebooks
    "sphinx.ext.autodoc",
    "sphinx.ext.doctest",
    "sphinx.ext.napoleon",
    "sphinx_click",
    "sphinx_copybutton",
    "rules",
    "languages",
    "cleaned_page",
]
exclude_patterns = ["_build", "benchmarks/tables"]  # the tables are included in pages
default_role = "as-written"  # docstrings write `name`, as Markdown does
smartquotes_action = "D"  # dashes; quotes are this project's subject and stay as they are written

html_theme = "furo"
html_title = f"seedclean {release}"
html_favicon = "_static/favicon.svg"
html_static_path = ["_static"]
html_css_files = ["rules.css"]
html_theme_options = {
    "source_repository": "https://github.com/seedclean/seedclean/",
    "source_branch": "main",
    "source_directory": "docs/",
}
html_copy_source = False
html_show_sphinx = False

myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3

# The notebook runs at each build, on this machine and without a network; a cell that fails ends the build.
nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_timeout = 120

autodoc_preserve_defaults = True
autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
python_maximum_signature_line_length = 88
napoleon_google_docstring = True
napoleon_numpy_docstring = False
napoleon_use_ivar = True  # the fields of a named tuple are in its docstring, once

# Linking names of the standard library needs an inventory from the network, so they stay plain.
nitpick_ignore_regex = [
    (r"py:.*", r"(collections|datetime|pathlib|re|typing)(\..*)?"),
    (r"py:.*", r"seedclean\..*\.T|Texts|Rows|seedclean\.run\.batches\.Rows"),
]

# The examples in docstrings run here, as they do under pytest; those on the pages run in tests/test_docs.py.
doctest_global_setup = """
__name__ = "example"  # where the rules say they come from
from seedclean import *
from seedclean.counts import *
from seedclean.document import *
from seedclean.edits import *
from seedclean.third_party import *
from seedclean.patterns import *
from seedclean.registry import *
from seedclean.corpus import *
from seedclean.testing import *
"""

copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True


def as_written(_role: str, rawtext: str, *_: Any, **__: Any) -> tuple[list[nodes.Node], list[Any]]:
    r"""Show the text between backticks as code, backslashes included: `"\n"` is no `"n"`."""
    return [nodes.literal(rawtext, rawtext.strip("`"))], []


def commands_as_written(_app: Sphinx, _context: Any, lines: list[str]) -> None:
    """Show what the command's help writes of commands and options as code, or two dashes become one."""
    for row, line in enumerate(lines):
        if line.startswith("| "):
            lines[row] = f"| ``{line[2:].strip()}``"
        elif not line.startswith(".."):
            lines[row] = re.sub(r"(?<![`\w-])--\w[\w-]*", r"``\g<0>``", line)


def setup(app: Sphinx) -> None:
    """Sphinx calls this."""
    app.connect("sphinx-click-process-description", commands_as_written)
    app.connect("sphinx-click-process-options", commands_as_written)
    app.add_role("as-written", as_written)
