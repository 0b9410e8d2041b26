"""python -m quotes.extraction: one line a file, and what cannot be read is said."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from quotes.extraction.__main__ import main

SAID = "“The bridge is open,” Mina Sol said."


def test_prints_one_interchange_line_per_file_in_order(tmp_path, capsys):
    for name, text in (("one", SAID), ("two", "")):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")

    status = main([str(tmp_path / "one.txt"), str(tmp_path / "two.txt")])

    one, two = map(json.loads, capsys.readouterr().out.splitlines())
    assert status == 0
    assert two == {"id": "two", "quotes": []}
    assert one["id"] == "one"
    (quote,) = one["quotes"]
    confidence = quote.pop("confidence")
    assert 0 < confidence <= 1
    assert quote == {
        "content": [[1, 20]],
        "cue": [[31, 35]],
        "source": [[22, 30]],
        "kind": "direct",
        "speaker": "Mina Sol",
        "speaker_kind": "person",
        "relayed_by": None,
        "statement": None,
    }


def test_offsets_count_carriage_returns(tmp_path, capsys):
    path = tmp_path / "crlf.txt"
    path.write_bytes(("Rain fell.\r\n\r\n" + SAID).encode())

    main([str(path)])

    (quote,) = json.loads(capsys.readouterr().out)["quotes"]
    assert quote["content"] == [[15, 34]]


def test_a_file_that_cannot_be_read_is_named_and_the_rest_goes_on(tmp_path, capsys):
    (tmp_path / "good.txt").write_text(SAID, encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\xff\xfe")
    missing = tmp_path / "missing.txt"

    status = main([str(missing), str(tmp_path / "bad.txt"), str(tmp_path / "good.txt")])

    printed = capsys.readouterr()
    assert status == 1
    assert [json.loads(line)["id"] for line in printed.out.splitlines()] == ["good"]
    errors = printed.err.splitlines()
    assert len(errors) == 2
    assert errors[0].startswith(f"{missing}: ")
    assert errors[1].startswith(f"{tmp_path / 'bad.txt'}: ")


def test_what_never_ends_is_named_and_the_rest_goes_on(tmp_path, capsys):
    (tmp_path / "good.txt").write_text(SAID, encoding="utf-8")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "zeros.txt").symlink_to("/dev/zero")

    status = main([str(tmp_path / f"{name}.txt") for name in ("pipe", "zeros", "good")])

    printed = capsys.readouterr()
    assert status == 1
    assert [json.loads(line)["id"] for line in printed.out.splitlines()] == ["good"]
    assert printed.err.splitlines() == [
        f"{tmp_path / 'pipe.txt'}: is no regular file but a pipe",
        f"{tmp_path / 'zeros.txt'}: is no regular file but a device",
    ]


def test_attitudes_are_given_only_on_request(tmp_path, capsys):
    path = tmp_path / "belief.txt"
    path.write_text("Mina Sol believes the bridge is safe.", encoding="utf-8")

    main([str(path)])
    main(["--attitudes", str(path)])

    without, with_them = map(json.loads, capsys.readouterr().out.splitlines())
    assert without["quotes"] == []
    assert len(with_them["quotes"]) == 1


def test_help_says_what_goes_in_and_what_comes_out(capsys):
    with pytest.raises(SystemExit) as stop:
        main(["--help"])

    assert stop.value.code == 0
    assert "--attitudes" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("output", "status", "told"),
    [
        ("| true", 141, "Nobody reads the output"),
        ("> /dev/full", 1, "cannot be written"),
    ],
)
def test_an_output_that_takes_nothing_is_told_without_a_traceback(
    tmp_path, output, status, told
):
    (tmp_path / "dam.txt").write_text("“The dam will hold,” said Ana Tarn.")
    command = f"{sys.executable} -m quotes.extraction {tmp_path / 'dam.txt'} {output}"
    done = subprocess.run(
        ["/bin/bash", "-c", f"{command}; exit ${{PIPESTATUS[0]}}"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, told in done.stderr) == (status, True), done.stderr
    assert "Traceback" not in done.stderr
