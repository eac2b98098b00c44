#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A tower divided between grids from the map's menu and from the list of its grid; by keys alone."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))
from board import SOUTH, STEP, WEST, edits, open_window, project  # noqa: E402
from tap import case, main, polygon, run, run_json, write_geojson  # noqa: E402


def block(west, south, size):
    ring = [(west, south), (west + size, south), (west + size, south + size), (west, south + size)]
    return polygon([[WEST + x * STEP, SOUTH + y * STEP] for x, y in ring])


def project_with_tower(folder):
    """48 households on 6 floors of 2 units in the first grid, and a house in the second."""
    path = project(folder)
    run("import", path, write_geojson(os.path.join(folder, "houses.geojson"), [
        ({"code": "T1", "name": "Tower", "households": 48, "people": 130, "floors": 6, "units": 2},
         block(0.4, 0.4, 0.2)),
        ({"code": "H1", "name": "House", "households": 3, "people": 8, "floors": 1}, block(1.4, 0.4, 0.1)),
    ]), "--as", "buildings")
    return path


def parts(path):
    told = run_json("split-building", path, "--building", "T1")
    return [(row["grid"], row["households"]) for row in told["shares"]], told["rest"]["households"]


@case
def from_the_menu_of_the_map(folder):
    path = project_with_tower(folder)
    window, canvas = open_window(path)
    try:
        window.click_at(*canvas.at(0.5, 0.5), button=3)
        window.find("Divide Tower Between Grids…")
        window.act_until(lambda: window.key("Return"), lambda: window.is_shown("Units, part 1"),
                         "the dialog")
        window.write("2")
        window.find("24 of 48 households and 65 of 130 people not given")
        # More than there is cannot be applied.
        window.key("Tab", "Tab")
        window.write("49")
        window.find("The parts have more than the building")
        window.key("BackSpace")
        window.find("44 of 48 households and")
        window.key("Return")
        window.wait_for(lambda: parts(path) == ([("330106001001", 4)], 44), "the parts in the file")
        assert edits(path, "split-building") == 1
        window.key("ctrl+z")
        window.wait_for(lambda: parts(path) == ([], 48), "the whole building in the file")
        window.key("ctrl+shift+z")
        window.wait_for(lambda: parts(path)[1] == 44, "the parts again")
    finally:
        window.close()
    assert run_json("info", path, "--grid", "330106001001")["tally"]["households"] == 7
    assert run_json("verify", path)["valid"]


@case
def from_the_list_of_the_grid_and_by_keys(folder):
    path = project_with_tower(folder)
    window, canvas = open_window(path)
    try:
        canvas.select((0.1, 0.1))
        window.find("1 building")
        window.find("Tower")
        before = window.map_state()["scale"]
        x, y, width, height = window.box(window.find("Households"))
        window.click_at(x + width / 2, y + height / 2, button=5, times=20)  # down to the list
        window.act_until(lambda: window.click("Tower", "label"),
                         lambda: window.map_state()["scale"] < before / 2, "the place of the building")
        # The building that was shown last.
        window.act_until(lambda: window.key("ctrl+d"), lambda: window.is_shown("Units, part 1"),
                         "the dialog")
        window.key("Tab")
        window.write("1-2")
        window.find("32 of 48 households")
        window.key("Tab", "Tab", "Tab", "Tab")
        window.key("space")
        window.find("Floors, part 2")
        window.key("Tab")
        window.write("2-3")
        window.find("These units and floors are in an earlier part already")
        window.key("BackSpace", "BackSpace", "BackSpace")
        window.write("3")
        window.find("24 of 48 households")
        window.key("Return")
        window.wait_for(lambda: parts(path) == ([("330106001001", 16), ("330106001001", 8)], 24),
                        "two parts in the file")
        window.find("Divided")
    finally:
        window.close()
    assert run_json("verify", path)["valid"]


main()
