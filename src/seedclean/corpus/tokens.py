"""Token counts by a tokenizer of the Hugging Face library `tokenizers`, for the audit."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from seedclean.errors import RunError
from seedclean.formats import MissingError
from seedclean.formats.base import require


def count_tokens(text: str, tokenizer: Path) -> int:
    """Count the tokens of a text, without those that a tokenizer adds around it.

    Args:
        text: The text.
        tokenizer: A file such as `tokenizer.json`.

    Raises:
        RunError: The file is not a tokenizer, or the library is missing.
    """
    whole = text.encode("utf-8", "replace").decode()  # the library refuses half a surrogate pair
    return len(_load(tokenizer).encode(whole, add_special_tokens=False).ids)


def check_tokenizer(tokenizer: Path) -> None:
    """Raise `RunError` if a tokenizer cannot be loaded."""
    _load(tokenizer)


@lru_cache(maxsize=2)
def _load(path: Path) -> Any:  # noqa: ANN401 - the library has no types for it
    try:
        require("tokenizers", "counting tokens", "tokenizer")
    except MissingError as error:
        raise RunError(str(error)) from None
    from tokenizers import Tokenizer  # few need it

    try:
        tokenizer = Tokenizer.from_file(str(path))
    except Exception as error:  # the library raises nothing more specific
        raise RunError(f"{path} is no tokenizer of Hugging Face: {str(error).splitlines()[0]:.120}") from None
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer
