#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Split: a ring, several lines at once, special grids, and the part that is clicked."""
import json
import os
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))
from board import edits, grids, open_window, project, stored_rings  # noqa: E402
from tap import case, main, run, run_json  # noqa: E402


def click_points(window, canvas, *places):
    for place in places:
        window.click_at(*canvas.at(*place))
        time.sleep(0.25)


@case
def a_ring_cuts_a_special_grid(folder):
    path = project(folder)
    window, canvas = open_window(path)
    try:
        canvas.choose("s", "split")
        window.key("x")
        click_points(window, canvas, (0.3, 0.3), (0.7, 0.3), (0.7, 0.7), (0.3, 0.7), (0.3, 0.3))
        window.key("Return")
        window.wait_for(lambda: grids(path) == 11, "the island in the file")
    finally:
        window.close()
    out = os.path.join(folder, "out.geojson")
    run("export", path, out, "--level", "网格")
    with open(out, encoding="utf-8") as file:
        rows = json.load(file)["features"]
    special = [row for row in rows if row["properties"]["name"] == "第一专属网格"]
    assert len(special) == 1, [row["properties"] for row in rows]
    whole = next(row for row in rows if row["properties"]["code"] == "330106001000")["geometry"]
    rings = whole["coordinates"][0] if whole["type"] == "MultiPolygon" else whole["coordinates"]
    assert len(rings) == 2, rings
    assert run_json("verify", path)["valid"]


@case
def two_lines_at_once_are_one_step(folder):
    path = project(folder)
    window, canvas = open_window(path)
    try:
        canvas.choose("s", "split")
        click_points(window, canvas, (3.3, 2.15), (3.3, 0.9))
        window.key("shift+Return")
        click_points(window, canvas, (3.7, 2.15), (3.7, 0.9))
        window.key("Return")
        window.wait_for(lambda: grids(path) == 12, "three parts in the file")
        assert edits(path, "split") == 1
        window.key("ctrl+z")
        window.wait_for(lambda: grids(path) == 10, "one undo for both lines")
    finally:
        window.close()


@case
def the_clicked_part_keeps_the_code(folder):
    path = project(folder)
    window, canvas = open_window(path)
    try:
        canvas.choose("s", "split")
        for _ in range(3):
            window.key("f")
        click_points(window, canvas, (3.2, 2.15), (3.2, 0.9))
        window.key("Return")
        window.wait_for(lambda: "Click the part" in window.map_state()["hint"], "the question")
        assert grids(path) == 10
        window.click_at(*canvas.at(3.1, 1.5))
        window.wait_for(lambda: grids(path) == 11, "two parts in the file")
    finally:
        window.close()
    ring = stored_rings(path, "网格")["330106001103"]
    assert max(x for x, _y in ring) < 3.3, ring


main()
