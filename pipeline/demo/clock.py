"""The demo's clock: nights pass at once, and waiting moves the simulated instant instead of the person."""

from datetime import timedelta
from random import Random

from collectors import Tools
from pipeline.demo.standin import World


def simulated_tools(world: World) -> Tools:
    """Return tools whose clock is the world's, whose waits move it, and whose chance is fixed."""

    def sleep(seconds: float) -> None:
        world.now += timedelta(seconds=seconds)

    return Tools(now=lambda: world.now, sleep=sleep, random=Random(2024))  # noqa: S311 - only jitters waits
