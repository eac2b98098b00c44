#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A project without a map: its first grids are drawn, and a file named with a project is imported."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))
from desktop import Window  # noqa: E402
from tap import case, main, polygon, run, run_json, write_geojson  # noqa: E402


def count(path, depth):
    return run_json("info", path)["levels"][depth - 1]["grids"]


def click_ring(window, places):
    """Clicks places in shares of the map, the first again at the end."""
    x, y, width, height = window.box(window.find("Map"))
    for across, down in places + places[:1]:
        window.click_at(x + width * across, y + height * down)


@case
def the_first_grids_are_drawn(folder):
    path = os.path.join(folder, "empty.wangge")
    run("new", path, "--levels", "社区,网格")
    window = Window(path)
    try:
        window.click("Draw on an Empty Map")
        window.find("Map")
        window.wait_for(lambda: window.map_state()["tool"] == "draw", "the Draw tool")
        window.wait_for(lambda: window.map_state()["depth"] == 1, "the top level")
        click_ring(window, [(0.3, 0.3), (0.7, 0.3), (0.7, 0.7), (0.3, 0.7)])
        window.wait_for(lambda: count(path, 1) == 1, "the first grid in the file")
        assert run_json("info", path)["crs"]
        # Its inside at the next level, as a user would: the level, then the tool again.
        window.wait_for(lambda: window.map_state()["pending"] == 0, "the settled map")
        window.click("Look at level 网格")
        window.wait_for(lambda: window.map_state()["depth"] == 2, "the next level")
        window.act_until(lambda: window.key("alt+5"),
                         lambda: window.map_state()["tool"] == "draw", "the Draw tool again")
        click_ring(window, [(0.4, 0.4), (0.5, 0.4), (0.5, 0.5), (0.4, 0.5)])
        window.wait_for(lambda: count(path, 2) == 1, "a grid inside it in the file")
        for _ in range(2):
            window.key("ctrl+z")
        window.wait_for(lambda: count(path, 1) == 0 and count(path, 2) == 0, "both undone")
    finally:
        window.close()
    assert run_json("verify", path)["valid"]


@case
def a_file_named_with_a_project_is_imported(folder):
    path = os.path.join(folder, "p.wangge")
    run("new", path, "--levels", "社区,网格")
    data = write_geojson(os.path.join(folder, "grids.geojson"), [
        ({"code": "330106001001", "name": "East"},
         polygon([[120.1, 30.2], [120.105, 30.2], [120.105, 30.205], [120.1, 30.205]]))])
    window = Window(path, data)
    try:
        window.wait_for(lambda: window.is_shown("Import") and not window.is_shown("New Project"),
                        "the import assistant")
    finally:
        window.close()


main()
