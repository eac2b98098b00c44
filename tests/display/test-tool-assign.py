#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Assign: click, sweep, lasso, drop, digits, blocks, buildings; a grid that would lose all asks, a
locked one refuses."""
import json
import os
import sqlite3
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))
from board import SOUTH, STEP, WEST, edits, grids, open_window, project, stored_rings  # noqa: E402
from tap import case, main, polygon, run, run_json, write_geojson  # noqa: E402


def area(ring):
    """In grids."""
    return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1]))) / 2


@case
def a_piece_in_two_steps(folder):
    """A, then the piece onto its neighbour."""
    path = project(folder)
    window, canvas = open_window(path)
    try:
        canvas.choose("a", "assign")
        canvas.drag((1.5, 0.5), (0.5, 0.5))
        window.find("Retire Grids Without Land?")
        window.wait_for(lambda: window.map_state()["preview"], "what is asked about in sight")
        window.click("Give and Retire")
        window.wait_for(lambda: grids(path) == 9, "the given land in the file")
        window.key("ctrl+z")
        window.wait_for(lambda: grids(path) == 10, "it undone")
        window.wait_for(lambda: not window.is_shown("Land given to"), "the word about it gone", 3)
    finally:
        window.close()
    assert run_json("verify", path)["valid"]


@case
def cancel_keeps_the_grid(folder):
    path = project(folder)
    window, canvas = open_window(path)
    try:
        canvas.select((0.5, 0.5))
        canvas.choose("a", "assign")
        window.click_at(*canvas.at(1.5, 0.5))
        window.find("Retire Grids Without Land?")
        window.key("Escape")
        window.wait_for(lambda: not window.is_shown("Retire Grids Without Land?"), "the closed question")
        window.wait_for(lambda: window.map_state()["preview"] == [], "nothing more to give")
    finally:
        window.close()
    assert grids(path) == 10 and edits(path, "assign") == 0


@case
def lasso_cuts_land_out(folder):
    path = project(folder)
    window, canvas = open_window(path)
    try:
        canvas.select((0.5, 0.5))
        canvas.choose("a", "assign")
        canvas.drag((0.9, 0.2), (1.5, 0.2), (1.5, 0.8), (0.9, 0.8), (0.9, 0.25), held="ctrl")
        window.wait_for(lambda: edits(path, "assign") == 1, "the given land in the file")
    finally:
        window.close()
    rings = stored_rings(path, "网格")
    assert abs(area(rings["330106001000"]) - 1.3) < 0.05, area(rings["330106001000"])
    assert abs(area(rings["330106001001"]) - 0.7) < 0.05
    assert run_json("verify", path)["valid"]


@case
def sweep_over_pieces_is_one_step(folder):
    path = project(folder)
    window, canvas = open_window(path)
    try:
        canvas.select((0.5, 0.5))
        canvas.choose("a", "assign")
        canvas.drag((0.5, 1.5), (1.5, 1.5), (1.5, 0.5))
        window.find("Retire Grids Without Land?")
        window.click("Give and Retire")
        window.wait_for(lambda: grids(path) == 7, "three grids given in the file")
    finally:
        window.close()
    assert edits(path, "assign") == 1
    assert abs(area(stored_rings(path, "网格")["330106001000"]) - 4) < 0.01


@case
def digits_choose_recent_targets(folder):
    path = project(folder)
    window, canvas = open_window(path)
    try:
        canvas.choose("a", "assign")
        window.click_at(*canvas.at(0.5, 0.5))
        window.wait_for(lambda: window.map_state()["selected"] == 1, "the first target")
        window.key("Escape")
        window.wait_for(lambda: window.map_state()["selected"] == 0, "no target")
        window.click_at(*canvas.at(3.5, 0.5))
        window.wait_for(lambda: "330106001003" in window.map_state()["hint"]
                        or "第4网格" in window.map_state()["hint"], "the second target")
        window.key("1")
        window.wait_for(lambda: "330106001000" in window.map_state()["hint"]
                        or "第1网格" in window.map_state()["hint"], "the first target again")
        canvas.drag((0.9, 0.2), (1.5, 0.2), (1.5, 0.8), (0.9, 0.8), (0.9, 0.25), held="ctrl")
        window.wait_for(lambda: edits(path, "assign") == 1, "the given land in the file")
    finally:
        window.close()
    assert area(stored_rings(path, "网格")["330106001000"]) > 1.2


@case
def a_locked_grid_keeps_its_land(folder):
    path = project(folder)
    run("lock", path, "--grid", "330106001001")
    window, canvas = open_window(path)
    try:
        canvas.select((0.5, 0.5))
        canvas.choose("a", "assign")
        canvas.drag((0.9, 0.2), (1.5, 0.2), (1.5, 0.8), (0.9, 0.8), (0.9, 0.25), held="ctrl")
        window.find("“第2网格” is locked")
    finally:
        window.close()
    assert edits(path, "assign") == 0


def lonlat(*places):
    return [[WEST + x * STEP, SOUTH + y * STEP] for x, y in places]


def with_references(folder):
    """A street through the lower row, one across it, a dead end, and a house in the fourth grid."""
    path = project(folder)
    roads = write_geojson(os.path.join(folder, "roads.geojson"), [
        ({"highway": "residential"}, {"type": "LineString", "coordinates": lonlat(*road)})
        for road in ([(1.5, 0.5), (5.2, 0.5)], [(3.5, -0.2), (3.5, 0.6)], [(4.2, 0.5), (4.2, 0.3)])])
    houses = write_geojson(os.path.join(folder, "houses.geojson"), [
        ({"building": "yes"}, polygon(lonlat((3.3, 0.6), (3.7, 0.6), (3.7, 0.85), (3.3, 0.85))))])
    with sqlite3.connect(path) as file:
        for number, source in enumerate((roads, houses), 1):
            file.execute("INSERT INTO layer (position, name, source, layer, is_raster, is_visible,"
                         " opacity) VALUES (?, ?, ?, NULL, 0, 1, 1)", (number, f"Layer {number}", source))
    file.close()
    return path


def choose_land(window, canvas, keys, hint):
    """Chooses the fifth grid and the kind of land."""
    canvas.select((4.5, 0.25))
    canvas.choose("a", "assign")
    for _ in range(keys):
        window.key("f")
    window.wait_for(lambda: hint in window.map_state()["hint"], f"the hint of {hint}")


@case
def a_block_between_streets(folder):
    """The edge of the map closes it; the border of the grids does not cut it, the dead end neither."""
    path = with_references(folder)
    window, canvas = open_window(path)
    try:
        choose_land(window, canvas, 1, "blocks")
        window.act_until(lambda: window.click_at(*canvas.at(3.7, 0.25)),
                         lambda: edits(path, "assign") == 1, "the given block in the file")
        rings = stored_rings(path, "网格")
        assert abs(area(rings["330106001004"]) - 1.25) < 0.01, area(rings["330106001004"])
        assert abs(area(rings["330106001003"]) - 0.75) < 0.01, area(rings["330106001003"])
        window.key("ctrl+z")
        window.wait_for(lambda: edits(path, "assign") == 0, "it undone")
    finally:
        window.close()
    assert abs(area(stored_rings(path, "网格")["330106001004"]) - 1) < 0.001
    assert run_json("verify", path)["valid"]


@case
def blocks_end_at_the_street_above(folder):
    """Swept over two blocks in one step; the border of the town between columns 2 and 3 is an edge."""
    path = with_references(folder)
    window, canvas = open_window(path)
    try:
        choose_land(window, canvas, 0, "pieces")
        window.click("Blocks")
        window.wait_for(lambda: "blocks" in window.map_state()["hint"], "the hint of blocks")
        canvas.drag((4.6, 0.25), (3.3, 0.25), (2.6, 0.25))
        window.wait_for(lambda: edits(path, "assign") == 1, "the given blocks in the file")
    finally:
        window.close()
    rings = stored_rings(path, "网格")
    assert abs(area(rings["330106001004"]) - 2) < 0.01, area(rings["330106001004"])
    assert abs(area(rings["330106001002"]) - 0.5) < 0.01
    assert abs(area(rings["330106001001"]) - 1) < 0.001
    assert run_json("verify", path)["valid"]


@case
def the_land_of_a_building(folder):
    path = with_references(folder)
    window, canvas = open_window(path)
    try:
        choose_land(window, canvas, 2, "buildings")
        window.click_at(*canvas.at(4.5, 0.75))
        window.find("No building of a visible reference layer is here.")
        window.act_until(lambda: window.click_at(*canvas.at(3.5, 0.7)),
                         lambda: edits(path, "assign") == 1, "the given land in the file")
    finally:
        window.close()
    assert abs(area(stored_rings(path, "网格")["330106001003"]) - 1) < 0.001  # the house is a hole
    with open(path + ".网格.geojson", encoding="utf-8") as file:
        parts = {feature["properties"]["code"]: feature["geometry"]
                 for feature in json.load(file)["features"]}["330106001004"]["coordinates"]
    house = [((x - WEST) / STEP, (y - SOUTH) / STEP) for x, y in parts[1][0][:-1]]
    assert len(parts) == 2 and abs(area(house) - 0.1) < 0.001, area(house)
    assert run_json("verify", path)["valid"] and grids(path) == 10


@case
def a_locked_grid_keeps_its_building(folder):
    path = with_references(folder)
    run("lock", path, "--grid", "330106001003")
    window, canvas = open_window(path)
    try:
        choose_land(window, canvas, 2, "buildings")
        window.act_until(lambda: window.click_at(*canvas.at(3.5, 0.7)),
                         lambda: window.is_shown("“第4网格” is locked"), "the refusal")
    finally:
        window.close()
    assert edits(path, "assign") == 0


main()
