"""Files that were sent and looked at but not yet confirmed; a few are kept, in memory, for a while."""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from pipeline.faults import refused
from pipeline.pages.access.tokens import new_token

MOST_KEPT = 20
LARGEST = 8 * 2**20


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file as a browser sent it; its name is shown to people and opens nothing."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that one user has sent for one form of one contest."""

    user_id: int
    contest: str
    form: str
    file: SentFile
    reason: str


class Uploads:
    """The files by secret names; the oldest give way."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Upload] = OrderedDict()
        self._lock = Lock()

    def keep(self, upload: Upload) -> str:
        """Keep a file and return its name; raises Refused for one that is too large."""
        if len(upload.file.content) > LARGEST:
            raise refused("file-too-large", file=upload.file.name, limit=LARGEST // 2**20)
        name = new_token()
        with self._lock:
            self._kept[name] = upload
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return name

    def take(self, name: str, user_id: int, contest: str, form: str) -> Upload:
        """Return a file once, to the user who sent it; raises Refused where it is no longer there."""
        with self._lock:
            upload = self._kept.get(name)
            if upload is None or (upload.user_id, upload.contest, upload.form) != (user_id, contest, form):
                raise refused("upload-gone")
            return self._kept.pop(name)
