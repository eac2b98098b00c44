# SPDX-License-Identifier: GPL-3.0-or-later
"""A project like a chequerboard, the window that shows it whole, and what is stored in its file."""
import json
import os
import time

from desktop import Window
from tap import polygon, run, run_json, write_geojson

WEST, SOUTH, STEP = 120.10, 30.20, 0.005
COLUMNS, ROWS = 5, 2
METRES_EAST, METRES_NORTH = STEP * 96300, STEP * 110850
STREETS = ((0, 2), (2, 5))  # columns of each


def rectangle(west, south, east, north):
    """In units of grids from the south-west corner; with all corners of the grids on its sides."""
    ring = [[x, south] for x in range(west, east)] + [[east, y] for y in range(south, north)]
    ring += [[x, north] for x in range(east, west, -1)] + [[west, y] for y in range(north, south, -1)]
    return [[WEST + x * STEP, SOUTH + y * STEP] for x, y in ring]


def project(folder):
    """Two streets side by side, ten grids: 330106001 ROW COLUMN."""
    streets = write_geojson(os.path.join(folder, "streets.geojson"), [
        ({"code": f"33010600{number}", "name": f"第{number}街道"},
         polygon(rectangle(west, 0, east, ROWS))) for number, (west, east) in enumerate(STREETS, 1)])
    source = write_geojson(os.path.join(folder, "grids.geojson"), [
        ({"code": f"330106001{row}{column:02}", "name": f"第{row * COLUMNS + column + 1}网格"},
         polygon(rectangle(column, row, column + 1, row + 1)))
        for row in range(ROWS) for column in range(COLUMNS)])
    path = os.path.join(folder, "test.wangge")
    run("new", path, "--levels", "街道,网格")
    run("import", path, streets, "--level", "街道")
    run("import", path, source, "--level", "网格")
    return path


def grids(path):
    return run_json("info", path)["levels"][1]["grids"]


def edits(path, kind):
    """How many edits of a kind stand in the file, without what was undone."""
    return sum(row["kind"] == kind and not row["undone"] for row in run_json("history", path))


def stored_rings(path, level):
    """Code -> outer ring in units of grids from the south-west corner, as stored in the file."""
    out = path + f".{level}.geojson"
    if os.path.exists(out):
        os.remove(out)
    run("export", path, out, "--level", level, "--crs", "EPSG:4490")
    with open(out, encoding="utf-8") as file:
        features = json.load(file)["features"]
    rings = {}
    for feature in features:
        geometry = feature["geometry"]
        ring = geometry["coordinates"][0]
        if geometry["type"] == "MultiPolygon":
            ring = ring[0]
        rings[feature["properties"]["code"]] = [((x - WEST) / STEP, (y - SOUTH) / STEP)
                                                for x, y in ring[:-1]]
    return rings


def has_corner(ring, column, row, within=0.03):
    return any(abs(x - column) <= within and abs(y - row) <= within for x, y in ring)


class Map:
    """The canvas of a window that shows the whole plan."""

    def __init__(self, window):
        self.window = window
        self.x, self.y, _width, _height = window.box(window.find("Map"))
        window.wait_for(self.is_settled, "the settled map")
        state = window.map_state()
        self.middle = state["x"], state["y"]  # of the project, which is shown whole

    def is_settled(self):
        state = self.window.map_state()
        return state["width"] > 0 and state["pending"] == 0 and not state["moving"]

    def at(self, column, row):
        """The screen place of a point in units of grids from the south-west corner."""
        state = self.window.wait_for(lambda: self.is_settled() and self.window.map_state(),
                                     "the settled map")
        east = self.middle[0] + (column - COLUMNS / 2) * METRES_EAST - state["x"]
        north = self.middle[1] + (row - ROWS / 2) * METRES_NORTH - state["y"]
        return (self.x + state["width"] / 2 + east * state["pixels_per_m"],
                self.y + state["height"] / 2 - north * state["pixels_per_m"])

    def choose(self, key, tool):
        self.window.key(key)
        self.window.wait_for(lambda: self.window.map_state()["tool"] == tool, f"the tool {tool}")

    def select(self, *places):
        """Clicks the first, adds the others with Shift."""
        def click(number):
            with self.window.held("shift" if number > 0 else None):
                self.window.click_at(*self.at(*places[number]))

        for number in range(len(places)):
            self.window.act_until(lambda n=number: click(n),
                                  lambda n=number: self.window.map_state()["selected"] == n + 1,
                                  f"{number + 1} selected grids")

    def drag(self, *places, held=None):
        self.window.drag_along([self.at(*place) for place in places], held)

    def stroke(self, *places):
        """Draws with the Split tool and ends with Enter."""
        self.choose("alt+4", "split")
        for place in places:
            self.window.click_at(*self.at(*place))
            time.sleep(0.25)
        self.window.key("Return")


def open_window(path, **environment):
    window = Window(path, **environment)
    return window, Map(window)
