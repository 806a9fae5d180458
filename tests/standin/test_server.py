"""The server itself: what it notes, that it keeps connections, acts on requests and closes cleanly."""

import json
import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import datetime
from http.client import HTTPConnection

import pytest
import requests

from pipeline.demo.standin import Fault, FaultKind, SeenRequest, StandIn, World
from pipeline.demo.standin.requests_seen import LATEST, RequestLog

YOUTUBE = "/youtube/v3/videos?part=statistics&id=92HWiOdpY2s&key=demo-youtube-key"


def test_requests_are_counted_for_each_endpoint_and_noted_without_secrets(
    platforms: StandIn, session: requests.Session, now: datetime
) -> None:
    session.get(platforms.youtube_address + YOUTUBE)
    session.get(f"{platforms.graph_address}/v26.0/5?access_token=demo-page-token")
    form = {"batch": "[]", "access_token": "demo-page-token"}
    session.post(f"{platforms.graph_address}/", data=form)
    session.post(f"{platforms.matomo_address}/index.php", data={"token_auth": "demo-matomo-token"})
    session.get(f"{platforms.address}/no/such/thing")
    counts = platforms.requests.counts
    assert counts == dict.fromkeys(
        ["youtube.videos.list", "facebook.node", "facebook.batch", "website", "unknown"], 1
    )
    assert counts["youtube.videos.batchGetStats"] == 0
    latest = platforms.requests.latest
    assert [(seen.number, seen.method) for seen in latest] == [
        (1, "GET"),
        (2, "GET"),
        (3, "POST"),
        (4, "POST"),
        (5, "GET"),
    ]
    assert {seen.at for seen in latest} == {now}
    assert not any("demo-" in seen.path for seen in latest)


def test_the_record_is_bounded_and_the_counters_are_not(now: datetime) -> None:
    log = RequestLog()
    for _ in range(LATEST + 5):
        log.add("website", "GET", "/index.php", now)
    assert [seen.number for seen in log.latest] == list(range(6, LATEST + 6))
    assert log.counts["website"] == LATEST + 5


def test_a_connection_is_kept_for_the_next_request(platforms: StandIn) -> None:
    with closing(HTTPConnection(platforms.address.removeprefix("http://"))) as connection:
        connection.connect()
        connection.auto_open = 0
        for _ in range(3):
            connection.request("GET", YOUTUBE)
            assert json.loads(connection.getresponse().read())["items"]


def test_many_clients_are_answered_at_the_same_time(platforms: StandIn) -> None:
    def status(_: int) -> int:
        return requests.get(platforms.youtube_address + YOUTUBE, timeout=10).status_code

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(status, range(40))) == [200] * 40
    assert platforms.requests.counts["youtube.videos.list"] == 40


def test_an_unknown_path_is_not_found(platforms: StandIn, session: requests.Session) -> None:
    answer = session.get(f"{platforms.address}/no/such/thing")
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, 404)


def test_closing_ends_waiting_and_kept_connections_and_frees_the_port(world: World) -> None:
    threads_before = threading.active_count()
    world.script.add(Fault("facebook", FaultKind.NO_ANSWER, seconds=600))
    with requests.Session() as kept, ThreadPoolExecutor(1) as pool:
        with StandIn(world) as platforms:
            assert kept.get(platforms.youtube_address + YOUTUBE).status_code == 200
            waiting = pool.submit(requests.get, f"{platforms.graph_address}/v26.0/5", timeout=60)
            while not platforms.requests.counts["facebook.node"]:
                threading.Event().wait(0.01)
        with pytest.raises(requests.ConnectionError, match="Connection"):
            waiting.result(timeout=10)
        with pytest.raises(requests.ConnectionError, match="Connection"):
            kept.get(platforms.youtube_address + YOUTUBE)
    port = int(platforms.address.rpartition(":")[2])
    with StandIn(world, port=port) as again:
        assert again.address == platforms.address
    assert threading.active_count() <= threads_before + 1


def test_a_test_can_kill_the_client_at_the_nth_request(
    world: World, capfd: pytest.CaptureFixture[str]
) -> None:
    clients: list[subprocess.Popen[bytes]] = []

    def kill_at_the_third(seen: SeenRequest) -> None:
        if seen.number == 3:
            os.kill(clients[0].pid, signal.SIGKILL)

    code = "import sys, urllib.request as u\nwhile True: u.urlopen(sys.argv[1]).read()"
    with StandIn(world, on_request=kill_at_the_third) as platforms:
        clients.append(
            subprocess.Popen([sys.executable, "-c", code, platforms.youtube_address + YOUTUBE])  # noqa: S603
        )
        assert clients[0].wait(timeout=30) == -signal.SIGKILL
        assert platforms.requests.counts.total() == 3
    assert "Traceback" not in capfd.readouterr().err
