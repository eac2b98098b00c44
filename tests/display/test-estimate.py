#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Households worked out in the window: a given total for one grid, and by floor area; one undo step."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))
from board import SOUTH, STEP, WEST, edits, open_window, project  # noqa: E402
from tap import case, main, polygon, run, run_json, write_geojson  # noqa: E402


def block(west, south, size):
    ring = [(west, south), (west + size, south), (west + size, south + size), (west, south + size)]
    return polygon([[WEST + x * STEP, SOUTH + y * STEP] for x, y in ring])


def tally(path):
    return run_json("info", path, "--grid", "330106001000")["tally"]


@case
def a_total_for_the_selected_grid(folder):
    path = project(folder)
    run("import", path, write_geojson(os.path.join(folder, "houses.geojson"), [
        ({"code": f"H{n}", "floors": n}, block(0.1 + 0.2 * n, 0.4, 0.05)) for n in (1, 2, 3)]),
        "--as", "buildings")
    window, canvas = open_window(path)
    try:
        canvas.select((0.1, 0.1))
        window.find("3 buildings")
        window.act_until(lambda: window.key("ctrl+e"), lambda: window.is_shown("Worked out from"),
                         "the dialog")
        window.find("— households and — people for 0 buildings of 0 grids")
        # No file told a number of a grid: a total for the selected one is asked for at once.
        window.find("Households of each grid")
        window.key("Tab", "Tab", "ctrl+a")
        window.write("61\t")
        window.find("≈61 households and — people for 3 buildings of 1 grids")
        window.act_until(lambda: window.key("alt+e"), lambda: edits(path, "estimate") == 1,
                         "the estimate in the file")
        window.find("≈61")
        told = tally(path)
        assert (told["households"], told["households_estimated"]) == (61, 3), told
        assert told["people"] is None and told["people_unknown"] == 3, told
        window.wait_for(lambda: not window.is_shown("Storing the estimate"), "the end of storing")
        window.act_until(lambda: window.key("ctrl+z"), lambda: tally(path)["households"] is None,
                         "the undone estimate")
    finally:
        window.close()
    assert run_json("verify", path)["valid"]


main()
