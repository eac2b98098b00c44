#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Strokes in the real window: snapping by name, following a road, exact numbers, measuring."""
import itertools
import os
import sqlite3
import struct
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))
from board import SOUTH, STEP, WEST, edits, grids, has_corner, open_window, project, stored_rings  # noqa: E402
from tap import case, main, run, run_json, write_geojson  # noqa: E402

# Through the first row, in units of grids, with bends inside of the third and fourth.
ROAD = [(1.7, 0.5), (2.3, 0.5), (2.5, 0.8), (2.8, 0.3), (3.4, 0.3)]


# From the border of the fourth and the fifth grid and back to it.
BYPASS = [(4, 0.2), (4.3, 0.3), (4.3, 0.7), (4, 0.8)]


def with_road(folder):
    """The board with roads as a reference layer."""
    path = project(folder)
    roads = write_geojson(os.path.join(folder, "roads.geojson"), [
        ({"highway": "residential", "name": name},
         {"type": "LineString", "coordinates": [[WEST + x * STEP, SOUTH + y * STEP]
                                                for x, y in road]})
        for name, road in (("Wenyi Road", ROAD), ("Bypass", BYPASS))])
    with sqlite3.connect(path) as file:
        file.execute("INSERT INTO layer (position, name, source, layer, is_raster, is_visible, opacity)"
                     " VALUES (1, 'Streets', ?, NULL, 0, 1, 1)", (roads,))
    file.close()
    return path


def point_at(window, canvas, place, snap):
    """Moves the pointer there; until the map says what it snapped to."""
    x, y = canvas.at(*place)
    shift = itertools.cycle((0, 1))  # a move to where the pointer is already tells nothing

    def move():
        window.move(x + next(shift), y)

    def named():
        name = window.map_state()["snap"]
        return name if name.startswith(snap) else None

    return window.act_until(move, named, f"the snap {snap!r}")


def click_on(window, canvas, place, snap):
    point_at(window, canvas, place, snap)
    window.click_at(*canvas.at(*place))


@case
def the_target_is_named(folder):
    path = with_road(folder)
    window, canvas = open_window(path)
    try:
        canvas.choose("alt+4", "split")
        # The pointer rests on another border at first.
        point_at(window, canvas, (1, 0.5), ("Border: 第1网格 | 第2网格", "Border: 第2网格 | 第1网格"))
        point_at(window, canvas, (1, 1), "Junction of borders:")
        assert point_at(window, canvas, (2.15, 0.5), "Road:") == "Road: Wenyi Road (Streets)"
        point_at(window, canvas, ROAD[2], "Road vertex: Wenyi Road")
        x, y = canvas.at(1, 0.5)
        with window.held("alt"):
            window.move(x + 2, y)
            window.wait_for(lambda: window.map_state()["snap"] == "", "no snap with Alt")
        window.move(x + 1, y)
        window.wait_for(lambda: window.map_state()["snap"].startswith("Border"), "the snap again")
    finally:
        window.close()


@case
def a_stroke_follows_the_road(folder):
    path = with_road(folder)
    window, canvas = open_window(path)
    try:
        canvas.choose("alt+4", "split")
        click_on(window, canvas, ROAD[0], "Road vertex")
        with window.held("t"):
            click_on(window, canvas, ROAD[-1], "Road vertex")
        window.key("Return")
        # The road passes through the third grid alone from border to border.
        window.wait_for(lambda: grids(path) == 11, "a new grid in the file")
    finally:
        window.close()
    assert run_json("verify", path)["valid"]
    assert edits(path, "split") == 1
    rings = stored_rings(path, "网格")
    assert any(all(has_corner(ring, *bend, within=1e-5) for bend in ROAD[1:4])
               for ring in rings.values()), rings


@case
def a_border_moves_onto_a_road(folder):
    path = with_road(folder)
    window, canvas = open_window(path)
    try:
        # Until the layer is read there is no road to follow.
        canvas.choose("alt+3", "redraw")
        point_at(window, canvas, (4.3, 0.5), "Road: Bypass")
        # Redraw, click, click with T, Enter: four steps.
        click_on(window, canvas, BYPASS[0], "Border")
        with window.held("t"):
            click_on(window, canvas, BYPASS[-1], "Border")
        window.key("Return")
        window.wait_for(lambda: edits(path, "redraw") == 1, "the redrawn border in the file")
    finally:
        window.close()
    assert run_json("verify", path)["valid"]
    rings = stored_rings(path, "网格")
    assert len(rings) == 10
    for code in ("330106001003", "330106001004"):
        assert all(has_corner(rings[code], *bend, within=1e-5) for bend in BYPASS[1:3]), rings


def metres(path, folder):
    """Code -> corners of the first ring in metres of the project's reference system."""
    out = os.path.join(folder, "metres.gpkg")
    if os.path.exists(out):
        os.remove(out)
    run("export", path, out, "--level", "网格")
    rings = {}
    with sqlite3.connect(out) as file:
        (column,) = file.execute("SELECT column_name FROM gpkg_geometry_columns").fetchone()
        for code, blob in file.execute(f'SELECT "code", "{column}" FROM "网格"'):
            # A GeoPackage header with an envelope of four numbers, then a multipolygon.
            start = 8 + {0: 0, 1: 32}[blob[3] >> 1 & 7] + 9 + 9
            (n_points,) = struct.unpack_from("<I", blob, start)
            numbers = struct.unpack_from(f"<{2 * n_points}d", blob, start + 4)
            rings[code] = list(zip(numbers[::2], numbers[1::2]))
    file.close()
    return rings


def has_point(rings, x, y, within=0.0015):
    return any(abs(a - x) <= within and abs(b - y) <= within
               for ring in rings.values() for a, b in ring)


@case
def exact_numbers_are_stored(folder):
    path = project(folder)
    before = metres(path, folder)["330106001001"]
    # The south-west corner of the second grid.
    x, y = min(before, key=lambda p: p[0] + p[1])
    window, canvas = open_window(path)
    try:
        canvas.choose("alt+4", "split")
        click_on(window, canvas, (1, 0), "Junction")
        for text in ("@100,50", "120@0", "1000<90"):
            window.write(text)
            window.find("Exact length", seconds=5)
            window.key("Return")
            window.wait_for(lambda: not window.is_shown("Exact length"), f"{text} taken")
        window.key("Return")
        window.wait_for(lambda: edits(path, "split") == 1, "the split in the file")
    finally:
        window.close()
    rings = metres(path, folder)
    assert run_json("verify", path)["valid"]
    assert has_point(rings, x + 100, y + 50), rings
    assert has_point(rings, x + 100, y + 170), rings


@case
def wrong_numbers_are_told(folder):
    path = project(folder)
    window, canvas = open_window(path)
    try:
        canvas.choose("alt+4", "split")
        click_on(window, canvas, (1, 0), "Junction")
        window.write("12x")
        window.find("Character 3 is not understood")
        window.key("Return")
        assert window.is_shown("Exact length")
        window.key("Escape")
        window.wait_for(lambda: not window.is_shown("Exact length"), "the entry gone")
        assert window.map_state()["tool"] == "split"
    finally:
        window.close()
    assert grids(path) == 10


@case
def lengths_and_areas_are_measured(folder):
    path = project(folder)
    window, canvas = open_window(path)
    try:
        canvas.choose("alt+9", "measure")
        for corner in ((1, 0), (2, 0), (2, 1), (1, 1)):
            click_on(window, canvas, corner, "Junction")
        click_on(window, canvas, (1, 0), "First point")
        window.wait_for(lambda: "Area" in window.map_state()["hint"], "the area")
        hint = window.map_state()["hint"]
        # 0.005° by 0.005° at 30.2° north.
        assert "Area 0.266 km²" in hint or "Area 0.267 km²" in hint, hint
        window.key("ctrl+c")
        window.find("Measures copied")
        window.key("Escape")
        window.wait_for(lambda: "Click or drag" in window.map_state()["hint"], "a new measure")
    finally:
        window.close()
    assert [row["kind"] for row in run_json("history", path)] == ["import", "import"]


@case
def a_freehand_line_is_measured(folder):
    path = project(folder)
    window, canvas = open_window(path)
    try:
        canvas.choose("alt+9", "measure")
        canvas.drag((0.5, 0.5), (1.5, 0.5), (1.5, 1.5))
        window.wait_for(lambda: "Enter ends" in window.map_state()["hint"], "the drawn line")
        window.key("Return")
        window.wait_for(lambda: "Length" in window.map_state()["hint"], "the length")
        # A grid is 481 m wide and 554 m high; pixels of 4 m.
        hint = window.map_state()["hint"]
        length = float(hint.split("Length ")[1].split(" ")[0])
        assert 1.00 < length < 1.08, hint
    finally:
        window.close()


main()
