"""Members of a zip archive within one budget.

Owns the limits on what an archive may unpack to. The sizes an archive declares are not trusted: what
comes out is counted while it comes.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Final

from question_bank.reading.refusals import ReadingRefused, RefusalCode

MOST_INFLATED: Final = 60 * 1024 * 1024
"""Bytes that all members together may unpack to."""
MOST_MEMBERS: Final = 3000

_STEP: Final = 64 * 1024
_ENCRYPTED_FLAG: Final = 0x1


def names_in(data: bytes) -> frozenset[str] | None:
    """Names of the members, None when the archive cannot be opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return frozenset(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return None


def members_of(data: bytes, wanted: frozenset[str]) -> dict[str, bytes]:
    """The wanted members that are there.

    Raises ReadingRefused when the archive is broken or all its members together, wanted or not,
    unpack to more than the budget.
    """
    found: dict[str, bytes] = {}
    budget = MOST_INFLATED
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if len(members) > MOST_MEMBERS or sum(one.file_size for one in members) > budget:
                raise ReadingRefused(RefusalCode.ARCHIVE_TOO_LARGE)
            for member in members:
                if member.flag_bits & _ENCRYPTED_FLAG:
                    raise ReadingRefused(RefusalCode.ENCRYPTED_DOCX)
                with archive.open(member) as stream:
                    parts = []
                    while part := stream.read(_STEP):
                        budget -= len(part)
                        if budget < 0:
                            raise ReadingRefused(RefusalCode.ARCHIVE_TOO_LARGE)
                        if member.filename in wanted:
                            parts.append(part)
                    if member.filename in wanted:
                        found[member.filename] = b"".join(parts)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        ValueError,
        NotImplementedError,
        OSError,
    ) as error:
        raise ReadingRefused(RefusalCode.BROKEN_DOCX) from error
    return found
