#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Simplify tool in the real window: its panel, its preview, Enter; then what is stored."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))
from desktop import Window  # noqa: E402
from tap import case, main, polygon, run, run_json, write_geojson  # noqa: E402

WEST, SOUTH, STEP = 120.10, 30.20, 0.005


def wavy(column, turn):
    """A square whose east side has a vertex 2 m off its line at each tenth."""
    west, south = WEST + column * STEP, SOUTH
    east = west + STEP
    side = [[east + (2e-5 if row % 2 else 0), south + STEP * row / 10] for row in range(11)]
    ring = [[west, south]] + side + [[west, south + STEP]]
    return ring if turn == 0 else [[west, south]] + [[east, south], [east, south + STEP]] + [
        [point[0] - STEP, point[1]] for point in reversed(side)]


def project(folder):
    path = os.path.join(folder, "wavy.wangge")
    run("new", path, "--levels", "街道,网格")
    run("import", path, write_geojson(os.path.join(folder, "wavy.geojson"), [
        ({"code": "330106001001", "name": "East"}, polygon(wavy(0, 0))),
        ({"code": "330106001002", "name": "West"}, polygon(wavy(1, 1)))]), "--level", "网格")
    return path


def vertices(path):
    return run_json("info", path)["vertices"]


@case
def enter_applies_and_undo_takes_back(folder):
    path = project(folder)
    before = vertices(path)
    window = Window(path)
    try:
        window.find("Map")
        window.wait_for(lambda: window.map_state()["pending"] == 0, "the settled map")
        window.act_until(lambda: window.key("alt+8"),
                         lambda: window.map_state()["tool"] == "simplify", "the Simplify tool")
        window.find("Simplify Borders")
        window.wait_for(lambda: "Click" in window.map_state()["hint"], "no grid is selected")
        node = window.find("Map")
        x, y, width, height = window.box(node)
        window.act_until(lambda: window.click_at(x + width * 0.6, y + height / 2),
                         lambda: window.map_state()["selected"] == 1, "a selected grid")
        window.wait_for(lambda: "plainer" in window.map_state()["hint"], "nothing at 1 m")
        for _ in range(2):
            window.key("bracketright")
        window.wait_for(lambda: "Enter" in window.map_state()["hint"], "the preview")
        window.wait_for(lambda: "East" in (window.map_state()["panel"] or ""), "the live numbers")
        live = window.map_state()["panel"]
        assert "West" in live and "→" in live, live
        assert vertices(path) == before
        window.key("Return")
        window.wait_for(lambda: vertices(path) < before, "fewer vertices in the file")
        assert run_json("verify", path)["valid"]
        window.key("ctrl+z")
        window.wait_for(lambda: vertices(path) == before, "the vertices back in the file")
        window.wait_for(lambda: "Enter" in window.map_state()["hint"], "the preview again")
        window.click("Cancel")
        window.wait_for(lambda: window.map_state()["tool"] == "select", "the Select tool")
        assert not window.is_shown("Simplify Borders", "label")
    finally:
        window.close()
    assert run_json("verify", path)["valid"]



main()
