#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Number tool in the real window: its panel, its preview, Enter; then what is stored."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))
from desktop import Window  # noqa: E402
from tap import case, main, polygon, run, run_json, write_geojson  # noqa: E402

WEST, SOUTH, STEP = 120.10, 30.20, 0.005


def square(column, row, size=1):
    west, south = WEST + column * STEP, SOUTH + row * STEP
    east, north = west + size * STEP, south + size * STEP
    return polygon([[west, south], [east, south], [east, north], [west, north]])


def project(folder):
    """Four grids of one town whose codes go from the south-west, as they were drawn."""
    path = os.path.join(folder, "four.wangge")
    run("new", path, "--levels", "街道,网格")
    run("import", path, write_geojson(os.path.join(folder, "town.geojson"), [
        ({"code": "330106001", "name": "Town"}, square(0, 0, 2))]), "--level", "街道")
    run("import", path, write_geojson(os.path.join(folder, "four.geojson"), [
        ({"code": f"33010600100{1 + 2 * row + column}", "name": f"G{column}{row}"}, square(column, row))
        for row in range(2) for column in range(2)]), "--level", "网格")
    return path


def codes(path):
    """Name to code, as the file has it."""
    rows = run_json("number", path, "--level", "网格", "--pattern", "{parent}{nnn}", "--dry-run")
    return {row["old_name"]: row["old_code"][-3:] for row in rows["grids"]}


@case
def numbers_by_rows(folder):
    path = project(folder)
    before = codes(path)
    assert before == {"G00": "001", "G10": "002", "G01": "003", "G11": "004"}, before
    window = Window(path)
    try:
        window.find("Map")
        window.wait_for(lambda: window.map_state()["pending"] == 0, "the settled map")
        window.act_until(lambda: window.key("n"), lambda: window.map_state()["tool"] == "number",
                         "the Number tool")
        window.find("Number Grids")
        window.wait_for(lambda: "Enter" in window.map_state()["hint"], "the proposal")
        assert codes(path) == before
        window.find("4 of 4 grids change")
        window.key("Return")
        window.wait_for(lambda: codes(path) == {"G01": "001", "G11": "002", "G00": "003", "G10": "004"},
                        "codes from the north-west")
        window.key("ctrl+z")
        window.wait_for(lambda: codes(path) == before, "the codes back")
        window.key("Escape")
        window.wait_for(lambda: window.map_state()["tool"] == "select", "the Select tool")
    finally:
        window.close()
    assert run_json("verify", path)["valid"]


main()
