"""Tells from a file's bytes what workbook it is, and refuses what cannot or should not be opened."""

import io
import zipfile

from pipeline.faults import refused
from pipeline.sheets.codes import FaultCode

LARGEST_UNPACKED = 64 * 2**20

_ZIP, _OLE2 = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ENCRYPTED_MEMBER = 0x1


def is_workbook(content: bytes) -> bool:
    """Tell whether the bytes are a packed or old binary office file and not text."""
    return content.startswith((_ZIP, _OLE2))


def check_workbook(content: bytes, file: str) -> None:
    """Raise Refused unless the bytes are an XLSX workbook of bearable size without a password."""
    if content.startswith(_OLE2):
        raise refused(
            FaultCode.WORKBOOK_LOCKED if _ENCRYPTED in content else FaultCode.WORKBOOK_OLD, file=file
        )
    members = _members(content, file)
    names = {member.filename for member in members}
    if any(member.flag_bits & _ENCRYPTED_MEMBER for member in members):
        raise refused(FaultCode.WORKBOOK_LOCKED, file=file)
    if "content.xml" in names and "mimetype" in names:
        raise refused(FaultCode.WORKBOOK_ODS, file=file)
    if "[Content_Types].xml" not in names or not any(name.endswith("workbook.xml") for name in names):
        raise refused(FaultCode.WORKBOOK_OTHER, file=file)
    if sum(member.file_size for member in members) > LARGEST_UNPACKED:
        raise refused(FaultCode.WORKBOOK_TOO_LARGE, file=file, limit=LARGEST_UNPACKED // 2**20)


def _members(content: bytes, file: str) -> list[zipfile.ZipInfo]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, OSError):
        raise refused(FaultCode.WORKBOOK_DAMAGED, file=file) from None
