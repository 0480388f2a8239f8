"""The output folder of a run as any of its processes may open it, on a disk or at a URL."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from seedclean.corpus.folders import Folder, RemoteFolder
from seedclean.corpus.layout import OURS
from seedclean.corpus.paths import AnyPath, Remote
from seedclean.errors import RunError


class Output(NamedTuple):
    """The output folder of a run, as any of its processes may open it.

    Attributes:
        path: The folder.
        apart: Folders into which nothing may be written.
        routed: The folder for routed documents, if there is one.
    """

    path: AnyPath
    apart: tuple[Path, ...] = ()
    routed: AnyPath | None = None

    def open(self, suffix: str = "") -> Folder:
        """Open the folder for writing."""
        if isinstance(self.path, Remote):
            return RemoteFolder(self.path, workshop_of(self.path), suffix, self.routed)
        return Folder(self.path, self.apart, suffix, self.routed)


def workshop_of(output: Remote) -> Path:
    """The folder of this machine for files on their way to a URL: always the same one, and nobody else's."""
    from tempfile import gettempdir  # slow to import, and seldom needed

    name = blake2b(str(output).rstrip("/").encode(), digest_size=8).hexdigest()
    here = Path(gettempdir()) / f"seedclean-{name}"
    here.mkdir(mode=0o700, exist_ok=True)
    if hasattr(os, "getuid") and here.lstat().st_uid != os.getuid():
        raise RunError(f"{here}, where files for {output} are made, belongs to somebody else; set TMPDIR")
    return here


@contextmanager
def temporary_workshop(output: Output) -> Iterator[Folder]:
    """Open a folder for files that belong to no run and are made in one go."""
    if not isinstance(output.path, Remote):
        folder = output.open()
        try:
            yield folder
        finally:
            folder.sweep()
            with suppress(OSError):
                (folder.path / OURS).rmdir()
        return
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="seedclean-") as here:
        yield RemoteFolder(output.path, Path(here))
