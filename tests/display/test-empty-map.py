#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A project without a map: its first grids are drawn, and a file named with a project is imported."""
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))
from desktop import Window, tool  # noqa: E402
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
def layers_are_shown_before_the_first_grid(folder):
    """The map lies where the first layer does, and the grids drawn over it do."""
    path = os.path.join(folder, "empty.wangge")
    run("new", path, "--levels", "社区,网格")
    roads = write_geojson(os.path.join(folder, "roads.geojson"), [
        ({"name": "r"}, {"type": "LineString", "coordinates": [
            [120.1 + 0.002 * number, 30.2], [120.1 + 0.002 * number, 30.21]]})
        for number in range(6)])
    window = Window(path)
    try:
        window.click("Layers")
        window.click("Add Layer…")
        chooser = tool("xdotool", "search", "--sync", "--onlyvisible", "--name",
                       "Add Base Map or Reference File").split()[0]
        tool("xdotool", "windowactivate", "--sync", chooser)
        window.write(roads)
        window.key("Return")
        # Not by the accessibility tree: GTK 4.8 trips over looks at a chooser that is closing.
        window.wait_for(lambda: window.map_state()["pixels_per_m"] > 0.2, "the roads in view")
        window.wait_for(lambda: window.map_state()["pending"] == 0, "the settled map")
        window.act_until(lambda: window.key("alt+5"),
                         lambda: window.map_state()["tool"] == "draw", "the Draw tool")
        click_ring(window, [(0.3, 0.3), (0.7, 0.3), (0.7, 0.7), (0.3, 0.7)])
        window.wait_for(lambda: count(path, 1) == 1, "the first grid in the file")
        assert run_json("info", path)["crs"] == "EPSG:4549", run_json("info", path)["crs"]
    finally:
        window.close()
    out = os.path.join(folder, "out.geojson")
    run("export", path, out, "--level", "社区", "--crs", "EPSG:4490")
    with open(out, encoding="utf-8") as file:
        ring = json.load(file)["features"][0]["geometry"]["coordinates"][0]
    assert all(120.09 < x < 120.12 and 30.19 < y < 30.22 for x, y in ring), ring


@case
def a_file_named_with_a_project_is_imported(folder):
    path = os.path.join(folder, "p.wangge")
    run("new", path, "--levels", "社区,网格")
    data = write_geojson(os.path.join(folder, "grids.geojson"), [
        ({"code": "330106001001", "name": "East"},
         polygon([[120.1, 30.2], [120.105, 30.2], [120.105, 30.205], [120.1, 30.205]]))])
    window = Window(path, data)
    try:
        window.find("Import Map Files")
    finally:
        window.close()


main()
