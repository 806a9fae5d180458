"""What every page works with: the workplace, the address that people open, the words and the files beside."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from urllib.parse import urlsplit

from jinja2 import Environment
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from pipeline.config import ContestSettings
from pipeline.history.in_force import rules_in_force
from pipeline.pages.assets import Assets, read_assets
from pipeline.pages.limits import Limits
from pipeline.pages.rendering import make_environment
from pipeline.pages.uploads import Uploads
from pipeline.workplace import Workplace


@dataclass(frozen=True)
class Site:
    """The pages of one workplace; `address` is scheme and host as people open them, without a path."""

    workplace: Workplace
    address: str
    limits: Limits = field(default_factory=Limits)
    uploads: Uploads = field(default_factory=Uploads)

    @property
    def engine(self) -> Engine:
        """The database."""
        return self.workplace.engine

    @property
    def is_secure(self) -> bool:
        """Whether people reach the pages by https."""
        return self.address.startswith("https://")

    @cached_property
    def host(self) -> str:
        """Host and port of the address, as browsers name them."""
        return urlsplit(self.address).netloc.lower()

    @cached_property
    def assets(self) -> Assets:
        """Style, script and images."""
        return read_assets()

    @cached_property
    def templates(self) -> Environment:
        """The templates, which know where the assets are."""
        return make_environment(self.assets)

    def now(self) -> datetime:
        """Return the instant by the workplace's clock."""
        return self.workplace.tools.now()

    def contest(self, session: Session, key: str) -> ContestSettings | None:
        """Return a contest under the rules that hold now; None for one that the config no longer has."""
        draft = self.workplace.settings.contests.get(key)
        return None if draft is None else rules_in_force(session, key, draft)
