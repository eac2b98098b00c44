#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Redraw and Draw grid: strokes and rings in the real window, and what the file has afterwards."""
import os
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))
from board import edits, grids, has_corner, open_window, project, stored_rings  # noqa: E402
from tap import case, main, run, run_json  # noqa: E402


def draw(canvas, key, tool, *places):
    """Clicks the places; Enter is left to the caller."""
    canvas.choose(key, tool)
    for place in places:
        canvas.window.click_at(*canvas.at(*place))
        time.sleep(0.3)  # not a double click


@case
def border_between_two_grids(folder):
    path = project(folder)
    window, canvas = open_window(path)
    try:
        # Along a road: R, two clicks, Enter.
        draw(canvas, "r", "redraw", (1, 0), (1.3, 0.5), (1, 1))
        window.key("Return")
        window.wait_for(lambda: edits(path, "redraw") == 1, "the redrawn border in the file")
        rings = stored_rings(path, "网格")
        assert sum(has_corner(ring, 1.3, 0.5) for ring in rings.values()) == 2, rings
        window.key("ctrl+z")
        window.wait_for(lambda: edits(path, "redraw") == 0, "the border undone in the file")
        window.key("ctrl+shift+z")
        window.wait_for(lambda: edits(path, "redraw") == 1, "the border redrawn again in the file")
    finally:
        window.close()
    assert run_json("verify", path)["valid"] and grids(path) == 10


@case
def border_of_the_street_through_two_grids(folder):
    path = project(folder)
    window, canvas = open_window(path)
    try:
        # Over the rim at both ends.
        draw(canvas, "r", "redraw", (2.2, -0.2), (2.3, 1), (2.2, 2.2))
        window.key("Return")
        window.wait_for(lambda: edits(path, "redraw") == 1, "the redrawn border in the file")
        for level, n in (("街道", 2), ("网格", 4)):
            rings = stored_rings(path, level)
            assert sum(has_corner(ring, 2.3, 1) for ring in rings.values()) == n, rings
    finally:
        window.close()
    assert run_json("verify", path)["valid"]


@case
def rim_outward_and_escape(folder):
    path = project(folder)
    window, canvas = open_window(path)
    try:
        draw(canvas, "r", "redraw", (0.25, 0), (0.25, -0.3), (0.75, -0.3), (0.75, 0))
        window.key("Escape")
        window.wait_for(lambda: window.map_state()["tool"] == "redraw", "the tool still there")
        assert edits(path, "redraw") == 0
        draw(canvas, "r", "redraw", (0.25, 0), (0.25, -0.3), (0.75, -0.3), (0.75, 0))
        window.key("Return")
        window.wait_for(lambda: edits(path, "redraw") == 1, "the new rim in the file")
        rings = stored_rings(path, "街道")
        assert sum(has_corner(ring, 0.25, -0.3) for ring in rings.values()) == 1, rings
    finally:
        window.close()
    assert run_json("verify", path)["valid"]


@case
def the_other_reading(folder):
    path = project(folder)
    window, canvas = open_window(path)
    try:
        canvas.select((2.5, 0.5))
        draw(canvas, "r", "redraw", (2, 0.2), (2.3, 0.5), (2, 0.8))
        window.key("f")
        window.key("Return")
        window.wait_for(lambda: edits(path, "redraw") == 1, "the redrawn border in the file")
    finally:
        window.close()
    result = stored_rings(path, "网格")["330106001002"]
    assert len(result) == 3 and has_corner(result, 2.3, 0.5), result
    assert run_json("verify", path)["valid"]


@case
def stroke_in_a_face_is_refused(folder):
    path = project(folder)
    window, canvas = open_window(path)
    try:
        draw(canvas, "r", "redraw", (0.2, 0.2), (0.8, 0.8))
        window.key("Return")
        window.find("The line replaces no border")
        assert edits(path, "redraw") == 0
    finally:
        window.close()


@case
def grid_outside_the_map(folder):
    path = project(folder)
    window, canvas = open_window(path)
    try:
        draw(canvas, "d", "draw", (1, 0), (1, -0.4), (2, -0.4), (2, 0))
        window.key("Return")
        window.wait_for(lambda: edits(path, "draw") == 1, "the new grid in the file")
        assert grids(path) == 11
        new = [ring for ring in stored_rings(path, "网格").values() if has_corner(ring, 1, -0.4)]
        assert len(new) == 1, new
        window.wait_for(lambda: window.map_state()["selected"] == 1, "the new grid selected")
        window.key("ctrl+z")
        window.wait_for(lambda: grids(path) == 10, "the grid undone in the file")
    finally:
        window.close()
    assert run_json("verify", path)["valid"]


@case
def grid_over_others_asks(folder):
    path = project(folder)
    window, canvas = open_window(path)
    try:
        ring = (2.6, 0.3), (3.4, 0.3), (3.4, 0.7), (2.6, 0.7)
        draw(canvas, "d", "draw", *ring)
        window.key("Return")
        window.find("Take Land from Other Grids?")
        window.key("Escape")
        window.wait_for(lambda: not window.is_shown("Take Land from Other Grids?"), "the question gone")
        assert edits(path, "draw") == 0
        window.key("Return")
        window.find("Take Land from Other Grids?")
        window.key("Return")
        window.wait_for(lambda: edits(path, "draw") == 1, "the new grid in the file")
        rings = stored_rings(path, "网格")
        new = [ring for ring in rings.values() if has_corner(ring, 2.6, 0.3) and has_corner(ring, 3.4, 0.7)]
        assert len(new) == 1 and len(rings) == 11, rings
    finally:
        window.close()
    assert run_json("verify", path)["valid"]
    run("undo", path)
    assert grids(path) == 10


main()
