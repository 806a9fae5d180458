"""Read videos with minet, whose address is set to the bench's platform: `python peer.py ADDRESS VIDEOS`."""

import sys
from time import perf_counter


def main(address: str, videos: int) -> None:
    """Print how many videos were read and how many seconds it took."""
    from minet.youtube.client import YouTubeAPIClient  # type: ignore[import-not-found]
    from minet.youtube.urls import YouTubeAPIURLFormatter  # type: ignore[import-not-found]

    YouTubeAPIURLFormatter.BASE_URL = f"{address}/youtube/v3"
    ids = [f"v{number:010}" for number in range(1, videos + 1)]
    begins = perf_counter()
    read = sum(1 for _ in YouTubeAPIClient(["key"]).videos(ids))
    print(read, perf_counter() - begins)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
