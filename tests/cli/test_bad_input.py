"""Bad input: one clear line that says what to do, an exit code that tells, nothing lost, no traceback."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from comity.ledger import Ledger
from tests.reading.pdf_file import encrypted, make_pdf

from .conftest import Run

GOOD = {"id": "good", "text": "India met Russia on 2024-11-07."}
BAD_FILES: dict[str, tuple[bytes, str]] = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \n\t\n", "white space"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "PNG"),
    "secret.pdf": (encrypted(make_pdf([["Norway and Chile signed a treaty."]]), "word"), "encrypted"),
    "broken.pdf": (b"%PDF-1.7\n1 0 obj\n<<", "damaged"),
    "noise.txt": (bytes((7 * i * i + 13) % 251 for i in range(4000)), ""),
    "packed.gz": (b"\x1f\x8b\x08\x00broken", "damaged"),
}


@pytest.mark.parametrize("name", BAD_FILES)
@pytest.mark.parametrize("command", ["read", "extract"])
def test_a_bad_file_is_named_with_its_reason_and_the_rest_goes_on(
    run: Run, tmp_path: Path, command: str, name: str
) -> None:
    content, reason = BAD_FILES[name]
    (tmp_path / name).write_bytes(content)
    (tmp_path / "good.jsonl").write_text(json.dumps(GOOD))
    ended = run(command, name, "good.jsonl")
    assert ended.code == 2
    assert ended.complaint.startswith(f"refused: {name}: ") and reason in ended.complaint
    assert "1 document read" in ended.out or '"document":"good"' in ended.out


def test_a_missing_file_is_named(run: Run) -> None:
    ended = run("extract", "nowhere.txt")
    assert (ended.code, ended.complaint) == (
        2,
        "refused: nowhere.txt: there is no such file or folder; check the spelling",
    )


def test_an_oversized_file_is_refused_with_the_limit(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMITY_MAX_BYTES", "100000")
    (tmp_path / "big.txt").write_text("India met Russia. " * 20_000)
    ended = run("extract", "big.txt")
    assert ended.code == 2
    assert "COMITY_MAX_BYTES" in ended.complaint


def test_a_broken_line_is_named_by_its_number_and_the_others_are_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(f'{json.dumps(GOOD)}\n{{"id": "x", \n{json.dumps({**GOOD, "id": "b"})}\n')
    ended = run("read", "in.jsonl")
    assert ended.code == 2
    assert ended.complaint.startswith("refused: in.jsonl:2: not JSON")
    assert "2 documents read" in ended.out


def test_a_text_that_breaks_the_coder_is_refused_alone(run: Run, tmp_path: Path) -> None:
    rows = [GOOD, {"id": "bad", "text": "India met Russia and let it explode."}]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    ended = run("read", "in.jsonl")
    assert ended.code == 2
    assert "refused: in.jsonl:2: cannot be coded, please report it" in ended.complaint


@pytest.mark.parametrize(
    ("words", "hint"), [(["Indai", "Russia"], "India"), (["IND-RUZ"], "'RUZ'"), (["India"], "one party")]
)
@pytest.mark.usefixtures("filled")
def test_an_unknown_party_gets_a_suggestion(run: Run, words: list[str], hint: str) -> None:
    ended = run("brief", *words)
    assert ended.code == 2
    assert hint in ended.complaint


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    ("options", "hint"),
    [
        (["--since", "yesterday"], "2024-11-11"),
        (["--pillar", "sports"], "the pillars are political, defence"),
    ],
)
def test_a_wrong_option_says_what_is_right(run: Run, options: list[str], hint: str) -> None:
    ended = run("brief", "IND-RUS", *options)
    assert ended.code == 2
    assert hint in ended.complaint


def test_no_ledger_says_how_to_make_one(run: Run) -> None:
    ended = run("dyads")
    assert (ended.code, ended.complaint) == (
        3,
        "comity: there is no ledger at comity.sqlite: make one with  comity read FILES --ledger comity.sqlite",
    )


@pytest.mark.parametrize("command", [["dyads"], ["read", "good.jsonl"]])
def test_a_file_that_is_no_ledger_is_left_alone(run: Run, tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "good.jsonl").write_text(json.dumps(GOOD))
    path = tmp_path / "comity.sqlite"
    path.write_bytes(b"my only copy of something else")
    ended = run(*command)
    assert ended.code == 3
    assert "comity.sqlite" in ended.complaint
    assert path.read_bytes() == b"my only copy of something else"


def test_a_ledger_of_a_newer_version_asks_for_an_upgrade(run: Run, filled: Path) -> None:
    connection = sqlite3.connect(filled)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    ended = run("dyads")
    assert ended.code == 3
    assert "newer version of Comity: upgrade Comity" in ended.complaint


def test_a_ledger_of_an_older_version_says_how_to_bring_it_up_to_date(run: Run, filled: Path) -> None:
    connection = sqlite3.connect(filled)
    connection.execute("UPDATE alembic_version SET version_num = '0000'")
    connection.commit()
    connection.close()
    ended = run("dyads")
    assert ended.code == 3
    assert f"comity upgrade --ledger {filled.name}" in ended.complaint


def test_upgrading_brings_a_ledger_of_the_version_before_up_to_date_with_all_that_it_held(
    run: Run, filled: Path
) -> None:
    shown = [("threads", "IND-RUS"), ("timeline", "IND-RUS"), ("dyads",)]
    before = [run(*command).out for command in shown]
    connection = sqlite3.connect(filled)
    connection.executescript(_BACK_TO_0003)
    connection.close()
    assert run("dyads").code == 3
    ended = run("upgrade")
    assert (ended.code, filled.name in ended.out) == (0, True)
    assert [run(*command).out for command in shown] == before
    assert run("export").code == 0


_BACK_TO_0003 = """
    DROP TABLE thread_parties;
    DROP INDEX ix_parties_country_record_side;
    CREATE INDEX ix_parties_country_record ON parties (country, record);
    UPDATE alembic_version SET version_num = '0003';
"""


@pytest.mark.usefixtures("filled")
def test_parquet_without_a_place_to_go_says_so(run: Run) -> None:
    ended = run("export", "--format", "parquet")
    assert ended.code in (2, 4)
    assert "--output" in ended.complaint or "comity[parquet]" in ended.complaint


def test_a_fault_of_ours_is_one_line_that_asks_to_be_reported(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("nobody foresaw this")

    monkeypatch.setattr("comity.cli.dyads.settings_with", fail)
    ended = run("dyads")
    assert ended.code == 70
    assert "ZeroDivisionError: nobody foresaw this): please report it" in ended.complaint


def comity(*args: str, **kwargs: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", "from comity.cli import main; main()", *args]
    return subprocess.Popen(command, text=True, stderr=subprocess.PIPE, **kwargs)  # type: ignore[call-overload,no-any-return]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_under_the_output_is_said_in_one_line(filled: Path) -> None:
    with Path("/dev/full").open("w") as full:
        process = comity("export", "--ledger", str(filled), stdout=full)
        _, err = process.communicate()
    assert process.returncode == 1
    assert err.splitlines() == [
        "comity: the output could not be written (No space left on device): free some room and run it again"
    ]


def test_a_reader_that_leaves_is_no_failure(filled: Path) -> None:
    process = comity("export", "--ledger", str(filled), stdout=subprocess.PIPE)
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    err = process.stderr.read()
    process.stderr.close()
    assert (process.wait(), err) == (0, "")


# What a shell starts in the background ignores Ctrl-C; the tests must not depend on how they were started.
SLOW = """
import signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)
import comity.pipeline
from tests.plain_coder import PlainCoder
class Slow(PlainCoder):
    def __call__(self, documents):
        time.sleep(0.2)
        return super().__call__(documents)
comity.pipeline.own_coder = lambda settings: Slow()
comity.pipeline.coder_version = lambda settings, make: "slow"
from comity.cli import main
main()
"""


def slow_reading(tmp_path: Path, count: int, **kwargs: object) -> subprocess.Popen[str]:
    rows = ({"id": f"d{i}", "text": f"India met Russia on 2024-11-07. Number {i}."} for i in range(count))
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return subprocess.Popen(  # type: ignore[call-overload,no-any-return]
        [sys.executable, "-c", SLOW, "read", "in.jsonl"],
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])},
        **kwargs,
    )


def test_ctrl_c_ends_a_reading_with_one_line_and_keeps_what_was_read(tmp_path: Path) -> None:
    process = slow_reading(tmp_path, 2000)
    path = tmp_path / "comity.sqlite"
    for _ in range(300):
        time.sleep(0.05)
        if path.exists() and process.poll() is None and _documents(path):
            break
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert err.splitlines() == [
        "comity: interrupted; what was read so far is kept in comity.sqlite, and the same command goes on from there"
    ]
    assert 0 < _documents(path) < 2000


def test_a_full_disk_under_the_ledger_is_said_in_one_line_and_what_was_stored_stays(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource", reason="limits on the size of files need POSIX")
    with Ledger.open(tmp_path / "comity.sqlite"):
        pass
    limit = (tmp_path / "comity.sqlite").stat().st_size + 150_000

    def small_files() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    process = slow_reading(tmp_path, 400, preexec_fn=small_files)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 3
    (line,) = err.splitlines()
    assert line.startswith("comity: ") and "what was stored is safe" in line
    assert 0 < _documents(tmp_path / "comity.sqlite") < 400


def _documents(path: Path) -> int:
    try:
        with Ledger.open(path, read_only=True) as ledger:
            return ledger.counts().documents
    except Exception:  # noqa: BLE001 - being made at this very moment
        return 0
