#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The history in the real window: go back and on, the reason, many grids at once, changes, the clipboard."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))
from desktop import Window, tool  # noqa: E402
from tap import case, main, polygon, run, run_json, write_geojson  # noqa: E402

WEST, SOUTH, STEP = 120.10, 30.20, 0.005
N_EDITS = 7


def square(column, row):
    west, south = WEST + column * STEP, SOUTH + row * STEP
    return [[west, south], [west + STEP, south], [west + STEP, south + STEP], [west, south + STEP]]


def project(folder):
    source = write_geojson(os.path.join(folder, "grids.geojson"), [
        ({"code": f"330106001{row}{column:02}", "name": f"第{row * 5 + column + 1}网格"},
         polygon(square(column, row))) for row in range(2) for column in range(5)])
    path = os.path.join(folder, "test.wangge")
    run("new", path, "--levels", "街道,网格")
    run("import", path, source, "--level", "网格")
    for number in range(N_EDITS):
        run("set", path, "--grids", f"33010600100{number % 5}", "--name", f"改{number}网格")
    return path


def present(path):
    return max([row["id"] for row in run_json("history", path) if not row["undone"]] or [0])


def activate(action):
    tool("gdbus", "call", "--session", "--dest", "org.wangge.Wangge", "--object-path",
         "/org/wangge/Wangge/window/1", "--method", "org.gtk.Actions.Activate", action, "[]", "{}")


@case
def go_to_moments(folder):
    path = project(folder)
    last = N_EDITS + 1
    window = Window(path)
    try:
        window.wait_for(lambda: window.map_state()["pending"] == 0, "the map")
        window.key("ctrl+h")
        window.find("Find in the history")
        window.use_front_window()
        window.click(f"Edit 改{N_EDITS - 6}网格")
        window.wait_for(lambda: present(path) == last - 5, "five steps undone in the file")
        window.click(f"Edit 改{N_EDITS - 3}网格")
        window.wait_for(lambda: present(path) == last - 2, "three steps done again in the file")
    finally:
        window.kill()
    assert present(path) == last - 2
    assert len([row for row in run_json("history", path) if row["undone"]]) == 2
    assert run_json("verify", path)["valid"]
    window = Window(path)
    try:
        window.wait_for(lambda: window.map_state()["pending"] == 0, "the map again")
        window.key("ctrl+h")
        window.find("Find in the history")
        window.use_front_window()
        window.click(f"Edit 改{N_EDITS - 1}网格")
        window.wait_for(lambda: present(path) == last, "everything done again in the file")
    finally:
        window.close()


@case
def give_to_all(folder):
    path = project(folder)
    window = Window(path)
    try:
        window.wait_for(lambda: window.map_state()["pending"] == 0, "the map")
        x, y, width, height = window.box(window.find("Map"))
        window.act_until(lambda: window.click_at(x + width / 2, y + height / 2 - 30),
                         lambda: window.map_state()["selected"] == 1, "a selected grid")
        tool("xdotool", "keydown", "shift")
        window.click_at(x + width / 2, y + height / 2 + 30)
        tool("xdotool", "keyup", "shift")
        window.wait_for(lambda: window.map_state()["selected"] == 2, "two selected grids")
        window.find("Give to All")
        window.click("Pattern of names")
        window.write("East {nn}")
        window.key("Return")
        window.wait_for(lambda: run_json("history", path)[-1]["id"] == N_EDITS + 2, "one edit in the file")
    finally:
        window.close()
    changes = run_json("changes", path, "--since", str(N_EDITS + 1))["grids"]
    assert [grid["after"]["name"] for grid in changes] == ["East 01", "East 02"], changes


@case
def changes_window(folder):
    path = project(folder)
    window = Window(path)
    try:
        window.wait_for(lambda: window.map_state()["pending"] == 0, "the map")
        activate("changes")
        window.find("Page 1 of 3")
        window.find("The earlier moment")
        window.use_front_window()
        window.act_until(lambda: window.key("Escape"), lambda: not window.is_shown("The earlier moment"),
                         "the closed window")
        # Still there after the window of the report is gone.
        window.use_front_window()
        activate("changes")
        window.find("The earlier moment")
    finally:
        window.close()


@case
def copy_and_paste(folder):
    path = project(folder)
    window = Window(path)
    try:
        window.wait_for(lambda: window.map_state()["pending"] == 0, "the map")
        x, y, width, height = window.box(window.find("Map"))
        window.act_until(lambda: window.click_at(x + width / 2, y + height / 2 - 20),
                         lambda: window.map_state()["selected"] == 1, "a selected grid")
        activate("copy-geometry")
        window.wait_for(lambda: any("Geometry of 1 grids copied" in node.get_name()
                                    for node in window.walk()), "the note of the copy")
        activate("paste-geometry")
        window.wait_for(lambda: window.map_state()["tool"] == "draw", "the Draw tool with the ring")
        window.key("Escape")
    finally:
        window.close()
    assert run_json("verify", path)["valid"]


main()
