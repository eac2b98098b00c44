#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The numbers beside the pointer: while a border is dragged, against what is stored when it is let go."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))
from board import SOUTH, STEP, WEST, edits, open_window, project  # noqa: E402
from tap import case, main, run, run_json, write_geojson  # noqa: E402

# Column and row in units of grids, households: the first two lie near the corner (2, 1).
HOUSES = ((1.95, 0.95, 25), (1.7, 0.5, 10), (2.5, 0.5, 300), (2.5, 1.5, 40), (0.5, 0.5, 70))


def houses(folder, path):
    source = write_geojson(os.path.join(folder, "houses.geojson"), [
        ({"编号": f"H{number}", "户数": households, "人口": 3 * households},
         {"type": "Point", "coordinates": [WEST + x * STEP, SOUTH + y * STEP]})
        for number, (x, y, households) in enumerate(HOUSES, 1)])
    run("import", path, source, "--as", "buildings")


def by_code(preview):
    return {row["code"]: row for row in preview}


def is_there(preview):
    rows = by_code(preview)
    if "330106001001" not in rows or rows["330106001002"]["after"]["households"] != 325:
        return False
    row = rows["330106001001"]
    return abs(row["after"]["area_m2"] / row["before"]["area_m2"] - 0.9) < 0.01


@case
def drag_tells_what_will_be_stored(folder):
    path = project(folder)
    houses(folder, path)
    window, canvas = open_window(path)
    try:
        assert window.map_state()["preview"] == [] and window.map_state()["panel"] is None
        places = [canvas.at(2 - step / 20, 1) for step in range(5)]
        window.press(*places[0])
        for place in places[1:]:
            window.move(*place)
        state = window.wait_for(lambda: (lambda s: s["preview"] and s)(window.map_state()),
                                "the preview of the drag")
        # The last move counts: the corner is a fifth of a grid's width away, a tenth of its area.
        state = window.wait_for(lambda: (lambda s: is_there(s["preview"]) and s)(window.map_state()),
                                "the house that changes sides, the corner in its last place")
        rows = by_code(state["preview"])
        assert rows["330106001001"]["before"]["households"] == 35, rows
        assert rows["330106001001"]["after"]["households"] == 10, rows
        assert rows["330106001"]["after"]["households"] == 80, rows
        assert rows["330106002"]["after"]["households"] == 365, rows
        assert rows["330106001001"]["after"]["area_m2"] < rows["330106001001"]["before"]["area_m2"]
        lines = [line.split("\t") for line in state["panel"].split("\n")]
        panel = {line[0]: line for line in lines}
        assert "35 → 10" in panel["第2网格"][2] and "−25" in panel["第2网格"][2], panel
        assert "300 → 325" in panel["第3网格"][2] and "+25" in panel["第3网格"][2], panel
        assert len(lines) <= 7, lines
        assert run_json("info", path, "--grid", "330106001001")["tally"]["households"] == 35
        window.release()
        window.wait_for(lambda: edits(path, "move-border") == 1, "the moved border in the file")
        window.wait_for(lambda: window.map_state()["panel"] is None, "the panel gone")
        for code, row in rows.items():
            assert run_json("info", path, "--grid", code)["tally"] == row["after"], code
        window.key("ctrl+z")
        window.wait_for(lambda: edits(path, "move-border") == 0, "the move undone in the file")
        assert run_json("info", path, "--grid", "330106001001")["tally"]["households"] == 35
    finally:
        window.close()
    assert run_json("verify", path)["valid"]


@case
def escape_leaves_nothing(folder):
    path = project(folder)
    houses(folder, path)
    window, canvas = open_window(path)
    try:
        window.press(*canvas.at(2, 1))
        for step in range(1, 5):
            window.move(*canvas.at(2 - step / 20, 1))
        window.wait_for(lambda: window.map_state()["preview"], "the preview of the drag")
        window.key("Escape")
        window.wait_for(lambda: window.map_state()["preview"] == [], "the preview gone")
        window.release()
    finally:
        window.close()
    assert edits(path, "move-border") == 0


@case
def split_tells_the_households_of_the_parts(folder):
    path = project(folder)
    houses(folder, path)
    window, canvas = open_window(path)
    try:
        canvas.choose("s", "split")
        for place in ((1.8, -0.2), (1.8, 1.2)):
            window.click_at(*canvas.at(*place))
            window.wait_for(canvas.is_settled, "the map at rest")
        state = window.wait_for(lambda: (lambda s: s["preview"] and s)(window.map_state()),
                                "the preview of the split")
        rows = by_code(state["preview"])
        parts = sorted(row["after"]["households"] for row in state["preview"]
                       if row["new"] or row["code"] == "330106001001")
        assert parts == [10, 25], rows
        assert sum(row["new"] for row in state["preview"]) == 1, rows
        window.key("Escape")
        window.wait_for(lambda: window.map_state()["preview"] == [], "the preview gone")
    finally:
        window.close()
    assert edits(path, "split") == 0


main()
