"""One way to the network for all platforms: bounded in time and size, and never led elsewhere.

Importing this brings in requests; nothing here knows a platform.
"""

from collectors.transport.session import BoundedAdapter, BoundedSession, failure_from_exception

__all__ = ["BoundedAdapter", "BoundedSession", "failure_from_exception"]
