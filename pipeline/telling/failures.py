"""Why people could not be told by one way: a word for people, never an address or a secret."""


class NotTold(Exception):  # noqa: N818 - it says what is the case
    """A message that was not taken; it is tried again with the next night."""

    def __init__(self, cause: str) -> None:
        super().__init__(cause)
        self.cause = cause
