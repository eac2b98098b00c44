#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The last pages of the import assistant: overlaps that are asked about, and the result's numbers."""
import json
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))
from gi.repository import GLib  # noqa: E402
from assistant import RESULT, empty_project, open_import  # noqa: E402
from board import SOUTH, STEP, WEST, has_corner, project, stored_rings  # noqa: E402
from desktop import Window  # noqa: E402
from tap import case, main, polygon, run, run_json, tool, write_geojson  # noqa: E402

def box(west, south, east, north):
    """In units of grids; any numbers."""
    return polygon([[WEST + x * STEP, SOUTH + y * STEP]
                    for x, y in ((west, south), (east, south), (east, north), (west, north))])


def overlapping(folder):
    """Two wide overlaps, a narrow one, a narrow gap, a wide gap."""
    return write_geojson(os.path.join(folder, "dirty.geojson"), [
        ({"code": "330106001", "name": "East"}, box(0, 0, 1.1, 1)),
        ({"code": "330106002", "name": "West"}, box(1, 0, 2.2, 1)),
        ({"code": "330106003", "name": "Far"}, box(2, 0, 3, 1)),
        ({"code": "330106004", "name": "North"}, box(0, 0.99997, 3, 1.5)),
        ({"code": "330106005", "name": "Top"}, box(0, 1.5005, 3, 2)),
        ({"code": "330106006", "name": "Side"}, box(3.3, 0, 4, 2)),
        ({"code": "330106007", "name": "Roof"}, box(0, 2, 4, 2.5)),
        ({"code": "330106008", "name": "Cellar"}, box(0, -1, 4, 0))])


def show_result(window):
    window.act_until(lambda: window.key("alt+r"), lambda: window.is_shown(RESULT), "the result")


def accept(window, path, n, level=0):
    window.act_until(lambda: window.key("alt+a"), lambda: not window.is_shown(RESULT), "the storing")
    window.wait_for(lambda: run_json("info", path)["levels"][level]["grids"] == n,
                    "the grids in the file")


def labels(window):
    """Every text that stands in the window now."""
    texts = []
    for node in window.walk():
        if node.get_role_name() == "label" and node.is_mapped():
            texts.append(node.get_name())
    return texts


def number(text):
    return float(text.replace(",", ""))


def side_of(window, words):
    """Before and after in the line of the table that begins with words."""
    texts = labels(window)
    at = texts.index(words)
    return number(texts[at + 1]), number(texts[at + 2])


def land_of(path):
    """Code -> square metres as stored."""
    out = path + ".geojson"
    if os.path.exists(out):
        os.remove(out)
    run("export", path, out, "--level", "社区")
    with open(out, encoding="utf-8") as file:
        return {row["properties"]["code"]: row["properties"]["area_m2"]
                for row in json.load(file)["features"]}


@case
def the_numbers_are_those_of_the_command_line(folder):
    path, source = empty_project(folder), overlapping(folder)
    told = run_json("import", path, source, "--level", "社区", "--dry-run")
    window = open_import(path, source)
    try:
        show_result(window)
        window.find("Before → After")
        window.wait_for(lambda: "Invalid rings" in labels(window), "the table")
        for words, key, digits in (("Polygons", "polygons", 0), ("Parts", "parts", 0),
                                   ("Area, m²", "m2", 3), ("Overlaps", "overlaps", 0),
                                   ("Overlaps, m²", "overlap_m2", 3), ("Gaps", "gaps", 0),
                                   ("Gaps, m²", "gap_m2", 3), ("Invalid rings", "invalid_rings", 0),
                                   ("Slivers (of gaps and overlaps)", "slivers", 0)):
            before, after = side_of(window, words)
            assert abs(before - told["before"][key]) < 2e-3, (words, before, told["before"])
            assert abs(after - told["after"][key]) < 2e-3, (words, after, told["after"])
        n = sum(kind["count"] for kind in told["decisions"].values())
        assert window.is_shown(f"Decisions ({n})"), n
        assert run_json("info", path)["levels"][0]["grids"] == 0  # nothing before Accept
        accept(window, path, 8)
    finally:
        window.close()
    other = empty_project(folder, "other")
    run("import", other, source, "--level", "社区")
    assert land_of(path) == land_of(other)
    assert run_json("verify", path)["valid"]


@case
def overlaps_are_decided_one_by_one(folder):
    path, source = empty_project(folder), overlapping(folder)
    other = empty_project(folder, "other")
    run("import", other, source, "--level", "社区")
    usual = land_of(other)
    window = open_import(path, source)
    try:
        window.click("Clean")
        window.find("Land claimed twice goes to")
        window.act_until(lambda: (window.click("Land claimed twice goes to"),
                                  window.key("End", "Return")),
                         lambda: window.is_shown("Ask from this area on"), "being asked")
        window.find("0 of 4 overlaps decided")
        window.click("West ↔ Far")
        window.find("Who gets these")
        window.click("Far")
        window.find("1 of 4 overlaps decided")
        window.click("East ↔ West")
        window.find("By the rule (East)")
        window.click("West")
        window.find("2 of 4 overlaps decided")
        show_result(window)
        window.click("Clean")  # what was decided is kept when the run is repeated
        window.find("2 of 4 overlaps decided")
        show_result(window)
        accept(window, path, 8)
    finally:
        window.close()
    asked = land_of(path)
    lost = usual["330106001"] - asked["330106001"]
    assert 24000 < lost < 27500, (usual, asked)  # a tenth of a grid
    assert 48000 < asked["330106003"] - usual["330106003"] < 54000, (usual, asked)
    assert abs(sum(asked.values()) - sum(usual.values())) < 1.0
    assert run_json("verify", path)["valid"]


def local(column, row):
    """A city's grid of its own: turned by a quarter, 1 for 10 m and so on."""
    return 5000 - row * 55.4, 7000 + column * 48.15


@case
def a_local_grid_is_fitted_by_points(folder):
    path = project(folder)
    corners = [(5, 0), (7, 0), (7, 2), (5, 2)]
    source = write_geojson(os.path.join(folder, "local.geojson"), [
        ({"code": "330106001900", "name": "Local"}, polygon([list(local(*c)) for c in corners]))])
    window = open_import(path, source)
    try:
        window.click("Coordinates")
        window.find("Fit by control points")
        window.act_until(lambda: window.click("Fit by control points", "label"),
                         lambda: window.is_shown("x of point 1"), "the table of points")
        window.find("Three points are needed")
        for number, corner in enumerate(corners, 1):
            if number == 4:
                window.click("Add Point")
            x, y = local(*corner)
            ground = WEST + corner[0] * STEP, SOUTH + corner[1] * STEP
            for name, value, digits in (("x", x, 3), ("y", y, 3), ("X", ground[0], 8),
                                        ("Y", ground[1], 8)):
                entry = window.find(f"{name} of point {number}")
                entry.set_text(f"{value:.{digits}f}")
        window.wait_for(lambda: any(": mean error 0.0" in text for text in labels(window)),
                        "how well the points fit")
        show_result(window)
        accept(window, path, 11, 1)
    finally:
        window.close()
    ring = stored_rings(path, "网格")["330106001900"]
    for corner in corners:
        assert has_corner(ring, *corner), ring


@case
def a_marked_shift_is_taken_back(folder):
    path, back = project(folder), empty_project(folder, "back")
    source = os.path.join(folder, "shifted.geojson")
    run("export", path, source, "--level", "网格", "--crs", "bd09")
    window = open_import(back, source)
    try:
        window.click("Coordinates")
        window.find("BD-09")
        show_result(window)
        accept(window, back, 10, 1)
    finally:
        window.close()
    rings = stored_rings(back, "网格")
    for code, ring in stored_rings(path, "网格").items():
        for corner in ring:  # to some millimetres: the other project has another origin
            assert has_corner(rings[code], *corner, within=1e-5), (code, corner)


def is_shown(window, name):
    """Also while a chooser closes: what is asked about may be gone meanwhile."""
    try:
        return window.is_shown(name)
    except GLib.GError:
        return False


@case
def a_picture_gets_its_place(folder):
    path = project(folder)
    image = os.path.join(folder, "scan.png")
    subprocess.run([tool("gdal_create"), "-of", "PNG", "-outsize", "500", "200", "-bands", "3",
                    "-burn", "200", image], check=True, capture_output=True)
    window = Window(path)
    try:
        window.find("Look at level")
        window.click("Layers")
        window.act_until(lambda: window.click("Add Image…"), lambda: window.is_shown("Add a Picture"),
                         "the chooser")
        window.use_front_window()
        window.key("ctrl+l")
        window.write(image)
        window.act_until(lambda: window.key("Return"), lambda: is_shown(window, "x of point 1"),
                         "the table of points")
        window.use_front_window()
        for number, (x, y, column, row) in enumerate(((0, 0, 0, 2), (500, 0, 5, 2), (0, 200, 0, 0)),
                                                     1):
            for name, value in (("x", x), ("y", y), ("X", WEST + column * STEP),
                                ("Y", SOUTH + row * STEP)):
                entry = window.find(f"{name} of point {number}")
                entry.set_text(f"{value:.8f}")
        window.wait_for(lambda: any("mean error" in text for text in labels(window)), "the fit")
        window.act_until(lambda: window.key("alt+m"), lambda: os.path.exists(image[:-3] + "vrt"),
                         "the placed picture")
        window.find("scan")  # in the list of layers
    finally:
        window.close()
    told = subprocess.run([tool("gdalinfo"), "-json", image[:-3] + "vrt"], check=True,
                          capture_output=True, text=True).stdout
    corners = json.loads(told)["wgs84Extent"]["coordinates"][0]
    assert min(abs(x - WEST) + abs(y - SOUTH) for x, y in corners) < 2e-3, corners


main()
