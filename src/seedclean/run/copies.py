"""Files that every machine of a cluster needs: each makes its copy when one of its processes asks."""

from __future__ import annotations

import atexit
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import gettempdir


@dataclass(frozen=True)
class Copy:
    """A file that stands on one machine, and that an engine can give to the others.

    Attributes:
        origin: Where it stands.
        fetch: Gets it from the engine, to where it is told.
    """

    origin: Path
    fetch: Callable[[Path], None]

    def here(self) -> str:
        """Its path on this machine. The process that makes the copy takes it along when it ends."""
        if self.origin.is_file():
            return str(self.origin)
        path = Path(gettempdir()) / self.origin.name
        if not path.is_file():
            part = path.with_name(f"{path.name}-{os.getpid()}")
            self.fetch(part)
            part.replace(path)
            atexit.register(path.unlink, missing_ok=True)
        return str(path)
