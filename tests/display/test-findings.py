#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The findings board: the badge, G flies, F and Enter fix, Ctrl+Z brings it back, I accepts."""
import json
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))
from board import rectangle, open_window  # noqa: E402
from desktop import PROGRAM  # noqa: E402
from tap import case, main, polygon, run, run_json, tool, write_geojson  # noqa: E402


def project(folder):
    """One street of 3 x 5 grids; the one in the middle is missing."""
    source = write_geojson(os.path.join(folder, "grids.geojson"), [
        ({"code": f"330106001{row}{column:02}", "name": f"第{row * 5 + column + 1}网格"},
         polygon(rectangle(column, row, column + 1, row + 1)))
        for row in range(3) for column in range(5) if (column, row) != (2, 1)])
    path = os.path.join(folder, "gap.wangge")
    run("new", path, "--levels", "街道,网格")
    run("import", path, source, "--level", "网格")
    return path


def codes(path, *options):
    """What the command line finds in the stored file."""
    done = subprocess.run([PROGRAM, "check", path, "--json", *options], capture_output=True,
                          text=True, check=False, env={**os.environ, "LC_ALL": "C.UTF-8"})
    return [finding["code"] for finding in json.loads(done.stdout)["findings"]]


@case
def the_list_is_saved(folder):
    path = project(folder)
    window, _canvas = open_window(path)
    try:
        window.find("1 finding (F8)")
        window.key("F8")
        window.find("Save the list")
        window.act_until(lambda: window.click("Save the list"), lambda: window.is_shown("Save the Findings"),
                         "the file dialog")
        saved = window.save(".xlsx")
        window.find(f"Saved as {os.path.basename(saved)}")
    finally:
        window.close()
    text = subprocess.run([tool("ogrinfo"), "-al", saved], check=True, capture_output=True, text=True).stdout
    assert "land.unowned" in text and "belong to no grid" in text, text


@case
def fix_and_undo(folder):
    path = project(folder)
    assert codes(path) == ["land.unowned"], codes(path)
    window, _canvas = open_window(path)
    try:
        window.find("1 finding (F8)")
        before = window.map_state()["scale"]
        window.act_until(lambda: window.key("g"), lambda: window.map_state()["marked"],
                         "the marked gap")
        window.wait_for(lambda: not window.map_state()["moving"]
                        and window.map_state()["scale"] < before, "the flight")
        window.key("f")
        window.find("Give it to")
        window.key("Return")
        window.wait_for(lambda: codes(path) == [], "the gap closed in the file")
        window.find("Nothing is wrong with the plan (F8)")
        assert not window.map_state()["marked"]
        window.key("ctrl+z")
        window.wait_for(lambda: codes(path) == ["land.unowned"], "the gap back in the file")
        window.find("1 finding (F8)")
    finally:
        window.close()
    assert run_json("verify", path)["valid"]


@case
def the_second_way(folder):
    path = project(folder)
    window, _canvas = open_window(path)
    try:
        window.find("1 finding (F8)")
        window.act_until(lambda: window.key("f"), lambda: window.is_shown("Give it to"),
                         "the ways to fix it")
        window.key("Escape")
        window.wait_for(lambda: not window.is_shown("Give it to"), "the closed list")
        assert codes(path) == ["land.unowned"]
        window.key("f")
        window.find("Give it to")
        window.key("Down", "Return")
        window.wait_for(lambda: codes(path) == [], "the gap closed in the file")
    finally:
        window.close()
    assert run_json("verify", path)["valid"]


@case
def accept_and_withdraw(folder):
    path = project(folder)
    window, _canvas = open_window(path)
    try:
        window.find("1 finding (F8)")
        window.key("F8")
        window.find("Open (1)")
        window.act_until(lambda: window.key("g"), lambda: window.map_state()["marked"],
                         "the marked gap")
        window.key("i")
        window.find("Accept the Finding")
        window.write("a lake")
        window.key("Return")
        window.wait_for(lambda: codes(path) == [], "the acceptance in the file")
        assert codes(path, "--accepted") == ["land.unowned"]
        window.find("Nothing is wrong with the plan (F8)")
        window.click("Accepted (1)")
        window.find("Accepted: a lake")
        window.click("Accepted: a lake")
        window.click("Withdraw")
        window.wait_for(lambda: codes(path) == ["land.unowned"], "the acceptance withdrawn")
        window.find("1 finding (F8)")

        # Both were steps: Ctrl+Z brings the acceptance back, then takes it away.
        window.act_until(lambda: window.key("ctrl+z"), lambda: codes(path) == [], "the withdrawal undone")
        window.find("Nothing is wrong with the plan (F8)")
        window.act_until(lambda: window.key("ctrl+z"), lambda: codes(path) == ["land.unowned"], "the acceptance undone")
        window.find("1 finding (F8)")
    finally:
        window.close()


main()
