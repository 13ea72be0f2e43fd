"""Processes that `web_load.py` starts: the reading room, a bare application, and a `comity read` that writes."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import httpx

from benchmarks.synthetic_text import documents as synthetic_documents
from comity.ledger import Ledger

_TOKEN = "token-of-the-benchmark"
_COMITY = str(Path(sys.executable).with_name("comity"))
_BARE = """
import sys
from fastapi import FastAPI
from fastapi.responses import HTMLResponse
import uvicorn
app, text = FastAPI(), "x" * int(sys.argv[2])
@app.get("/")
def page() -> HTMLResponse:
    return HTMLResponse(text)
uvicorn.run(app, port=int(sys.argv[1]), log_level="error")
"""


@dataclass
class Room:
    address: str
    pid: int

    @contextmanager
    def reader(self) -> Iterator[httpx.Client]:
        """A browser's session of its own."""
        with httpx.Client(base_url=self.address, timeout=120, follow_redirects=True) as client:
            client.post("/login", data={"password": _TOKEN}).raise_for_status()
            yield client


@contextmanager
def room(path: Path) -> Iterator[Room]:
    port = _free_port()
    given = {**os.environ, "COMITY_PASSWORD": _TOKEN, "COMITY_TOKEN": _TOKEN}
    command = [_COMITY, "serve", "--ledger", str(path), "--port", str(port)]
    with _process(command, port, given) as process:
        yield Room(f"http://localhost:{port}", process.pid)


@contextmanager
def bare(weight: int) -> Iterator[Callable[[], httpx.Client]]:
    port = _free_port()
    with _process([sys.executable, "-c", _BARE, str(port), str(weight)], port, dict(os.environ)):
        yield lambda: httpx.Client(base_url=f"http://localhost:{port}", timeout=120)


@contextmanager
def _process(command: Sequence[str], port: int, given: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(command, env=dict(given), stdout=subprocess.DEVNULL)
    try:
        while True:
            try:
                socket.create_connection(("localhost", port), 1).close()
                break
            except OSError:
                if process.poll() is not None:
                    raise SystemExit(f"{command[2]} did not start") from None
                time.sleep(0.1)
        yield process
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()


@contextmanager
def writer(path: Path, fresh: int) -> Iterator[Callable[[], str]]:
    """A `comity read` of documents that the ledger does not hold, which is stopped in the end."""
    file, told = path.parent / "fresh.jsonl", path.parent / "writer.log"
    with file.open("w", encoding="utf-8") as out:
        for at, made in enumerate(synthetic_documents(fresh * 3, seed=11)):
            one = made.document
            day = (one.published or date(2024, 1, 1)).isoformat()
            out.write(
                json.dumps({"id": f"fresh-{at}", "text": one.text, "published": day, "publisher": "Fresh"}) + "\n"
            )
    command = [_COMITY, "read", str(file), "--ledger", str(path)]
    before = _stored(path)
    with told.open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
        while _stored(path) == before and process.poll() is None:
            time.sleep(0.2)  # the model of language is loaded first
        begun = time.perf_counter()

        def said() -> str:
            state = "still reading" if process.poll() is None else f"ended with {process.returncode}"
            read = _stored(path) - before
            locked = "in use by another program" in told.read_text(errors="replace")
            return (
                f"{state}, {read:,} documents in {time.perf_counter() - begun:.0f} s,"
                f" {'LOCK ERRORS' if locked else 'no lock errors'}"
            )

        try:
            yield said
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(120)


def _stored(path: Path) -> int:
    with Ledger.open(path, read_only=True) as ledger:
        return ledger.link_mark("load").reading


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("localhost", 0))
        return int(one.getsockname()[1])


def processor(pid: int) -> float:
    """Seconds of the processor that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident(pid: int, name: str = "VmRSS") -> int:
    for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) * 1024
    return 0
