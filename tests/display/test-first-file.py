#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A project that begins with houses: they come in, are seen, and the first grid is drawn on them."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))
from assistant import empty_project, open_import  # noqa: E402
from board import SOUTH, STEP, WEST, edits  # noqa: E402
from tap import case, main, run_json, write_geojson  # noqa: E402


def house(number):
    return {"type": "Point", "coordinates": [WEST + number % 5 * STEP, SOUTH + number // 5 * STEP]}


@case
def houses_come_before_the_first_grid(folder):
    path = empty_project(folder)
    houses = write_geojson(os.path.join(folder, "houses.geojson"),
                           [({"幢号": f"{n}号楼", "户数": 10 + n}, house(n)) for n in range(20)])
    window = open_import(path, houses)
    try:
        window.find("Buildings, with households and people", "label")
        window.act_until(lambda: window.key("alt+r"), lambda: window.is_shown("To Be Brought In"),
                         "the summary")
        window.act_until(lambda: window.key("alt+a"), lambda: not window.is_shown("To Be Brought In"),
                         "the reading")
        window.find("Import", "push button")
        window.act_until(lambda: window.key("alt+i"), lambda: edits(path, "import-buildings") == 1, "stored")
        assert run_json("info", path)["crs"] == "EPSG:4549"
        # The map is there, at the houses, and ready to draw on.
        window.wait_for(lambda: window.map_state()["pixels_per_m"] > 0.05, "the houses in view")
    finally:
        window.close()


main()
