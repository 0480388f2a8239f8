"""Words that say of what kind their line is, by kind; `signals.toml` has them."""

from __future__ import annotations

from collections.abc import Mapping

from seedclean.words import read_file

_FILE = read_file(f"{__file__.removesuffix('signal_words.py')}signals.toml")

SIGNALS: Mapping[str, str] = _FILE["signals"]

UNSPACED_SIGNALS: Mapping[str, str] = _FILE["unspaced"]
"""The same for Chinese and Japanese, which set no blanks between words."""
