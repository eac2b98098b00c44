#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Import in the real window, from the assistant through its result to what is stored."""
import contextlib
import json
import os
import sqlite3
import subprocess
import sys
import time
import zipfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))
from assistant import (RESULT, accept, choose_use, empty_project, go_to, land,  # noqa: E402
                       open_import, run_import, stored_names)
from board import COLUMNS, ROWS, SOUTH, STEP, WEST, edits, grids, project, rectangle  # noqa: E402
from desktop import Window, drop  # noqa: E402
from tap import case, main, polygon, run, run_json, tool, write_geojson  # noqa: E402


def gbk_shapefile(folder, places, encoding="GBK", name="第{}社区"):
    """Grids at (column, row), their names in GBK, and nothing in the file that says so."""
    source = write_geojson(os.path.join(folder, "source.geojson"), [
        ({"DM": f"330106001{row}{column:02}", "MC": name.format(row * COLUMNS + column + 1)},
         polygon(rectangle(column, row, column + 1, row + 1)))
        for column, row in places])
    out = os.path.join(folder, "wangge.shp")
    subprocess.run([tool("ogr2ogr"), "-lco", f"ENCODING={encoding}", out, source], check=True)
    os.remove(out[:-3] + "cpg")
    with open(out[:-3] + "dbf", "r+b") as file:
        file.seek(29)  # the language byte
        file.write(b"\0")
    return out


ALL = [(column, row) for row in range(ROWS) for column in range(COLUMNS)]


@case
def gbk_shapefile_without_cpg(folder):
    path = empty_project(folder)
    window = open_import(path, gbk_shapefile(folder, ALL))
    try:
        go_to(window, "Text and Fields", "第2社区")  # in the preview
        run_import(window)
        assert run_json("info", path)["levels"][0]["grids"] == 0  # nothing before Accept
        accept(window)
        window.wait_for(lambda: run_json("info", path)["levels"][0]["grids"] == 10,
                        "the grids in the file")
    finally:
        window.close()
    names = stored_names(path)
    assert names["330106001101"] == "第7社区", names
    assert run_json("verify", path)["valid"]


@case
def the_keyboard_alone_walks_through(folder):
    """Enter goes on from step to step and accepts; the level is changed on the way, with arrows."""
    path = empty_project(folder)
    window = open_import(path, gbk_shapefile(folder, ALL))
    try:
        window.find("Next Step")
        window.act_until(lambda: window.key("shift+Tab", "space"),
                         lambda: window.is_shown("网格", "label"), "the list of levels")
        window.key("Down", "Return")
        window.key("Tab")
        window.act_until(lambda: window.key("Return"), lambda: window.is_shown("第2社区"),
                         "the text")
        window.act_until(lambda: window.key("Return"),
                         lambda: window.is_shown("Coordinate System of the File"), "the coordinates")
        window.act_until(lambda: window.key("alt+b"), lambda: window.is_shown("第2社区"), "the text")
        window.act_until(lambda: window.key("alt+n"),
                         lambda: window.is_shown("Coordinate System of the File"), "the coordinates")
        window.act_until(lambda: window.key("Return"),
                         lambda: window.is_shown("Close slivers narrower than"), "the cleaning")
        window.act_until(lambda: window.key("Return"), lambda: window.is_shown(RESULT), "the result")
        assert run_json("info", path)["levels"][1]["grids"] == 0
        window.act_until(lambda: window.key("Return"), lambda: not window.is_shown(RESULT),
                         "the accepted result")
        window.wait_for(lambda: run_json("info", path)["levels"][1]["grids"] == 10,
                        "the grids in the file")
    finally:
        window.close()
    assert run_json("info", path)["levels"][0]["grids"] == 0
    assert run_json("verify", path)["valid"]


@case
def escape_leaves_the_project_as_it_was(folder):
    path = empty_project(folder)
    window = open_import(path, gbk_shapefile(folder, ALL))
    try:
        window.act_until(lambda: window.key("Return"), lambda: window.is_shown("第2社区"),
                         "the text")
        window.act_until(lambda: window.key("Escape"), lambda: not window.is_shown("第2社区"),
                         "the closed assistant")
    finally:
        window.close()
    assert run_json("info", path)["levels"][0]["grids"] == 0


@case
def another_encoding_renews_the_preview(folder):
    path = empty_project(folder)
    window = open_import(path, gbk_shapefile(folder, ALL, "BIG5", "第{}網格"))
    try:
        go_to(window, "Text and Fields", "Text encoding")
        window.click("Text encoding")
        window.key("Down", "Down", "Down", "Return")
        window.find("第2網格")
        run_import(window)
        accept(window)
        window.wait_for(lambda: run_json("info", path)["levels"][0]["grids"] == 10,
                        "the grids in the file")
    finally:
        window.close()
    assert stored_names(path)["330106001101"] == "第7網格"


@case
def the_report_is_saved_as_a_workbook(folder):
    path = empty_project(folder)
    window = open_import(path, gbk_shapefile(folder, ALL))
    try:
        run_import(window)
        window.use_front_window()
        window.key("alt+s")
        out = window.save(".xlsx")
    finally:
        window.close()
    assert zipfile.is_zipfile(out)
    text = subprocess.run([tool("ogrinfo"), "-al", out], check=True, capture_output=True,
                          text=True).stdout
    assert "第7社区" in text, text[-1000:]
    assert run_json("info", path)["levels"][0]["grids"] == 0


@case
def a_shifted_layer_is_noticed(folder):
    path = project(folder)
    source = os.path.join(folder, "shifted.geojson")
    marked = os.path.join(folder, "marked.geojson")
    run("export", path, marked, "--level", "网格", "--crs", "gcj02")
    # Nothing in it says any more that it is shifted.
    subprocess.run([tool("ogr2ogr"), "-nln", "grids", source, marked], check=True)
    window = open_import(path, source)
    try:
        go_to(window, "Coordinates", "Read as GCJ-02 the layer fits the project better")
    finally:
        window.close()


@case
def a_discarded_import_leaves_the_file_alone(folder):
    path = project(folder)
    before = run_json("history", path)
    window = open_import(path, gbk_shapefile(folder, [(0, 0)], name="第{}网格"))
    try:
        # A part of the level: what is not in it is kept, unless a person says otherwise.
        go_to(window, "Differences", "0 of 9 are applied")
        window.key("alt+a")
        window.find("9 of 9 are applied")
        run_import(window)
        window.use_front_window()
        window.act_until(lambda: window.key("Escape"), lambda: not window.is_shown(RESULT),
                         "the discarded result")
    finally:
        window.close()
    assert grids(path) == 10
    assert run_json("history", path) == before


@case
def a_newer_version_is_applied_but_for_one_grid(folder):
    path = project(folder)
    source = os.path.join(folder, "newer.geojson")
    run("export", path, source, "--level", "网格")
    with open(source, encoding="utf-8") as file:
        newer = json.load(file)
    rows = sorted(newer["features"], key=lambda row: row["properties"]["code"])
    rows[0]["properties"]["name"] = "甲网格"
    rows[1]["properties"]["name"] = "乙网格"
    newer["features"] = rows[:-1]
    with open(source, "w", encoding="utf-8") as file:
        json.dump(newer, file, ensure_ascii=False)
    codes = [row["properties"]["code"] for row in rows]
    window = open_import(path, source)
    try:
        go_to(window, "Differences", "3 of 3 are applied")
        window.click(codes[1], "check box")
        window.find("2 of 3 are applied")
        run_import(window)
        accept(window)
        window.wait_for(lambda: grids(path) == 9, "the update in the file")
    finally:
        window.close()
    names = stored_names(path, "网格")
    assert names[codes[0]] == "甲网格" and names[codes[1]] != "乙网格", names
    assert codes[-1] not in names
    assert run_json("verify", path)["valid"]
    run("undo", path)
    assert grids(path) == 10 and stored_names(path, "网格")[codes[0]] != "甲网格"


@case
def dropped_files_come_in_together(folder):
    path = empty_project(folder)
    streets = write_geojson(os.path.join(folder, "社区.geojson"), [
        ({"code": f"33010600{row}", "name": f"第{row + 1}社区"},
         polygon(rectangle(0, row, COLUMNS, row + 1))) for row in range(ROWS)])
    cells = write_geojson(os.path.join(folder, "网格.geojson"), [
        ({"code": f"33010600{row}{column:02}", "name": f"第{row}{column}网格"},
         polygon(rectangle(column, row, column + 1, row + 1))) for column, row in ALL])
    window = Window(path)
    try:
        window.find("Look at level")
        drop(window, streets)
        window.find("社区.geojson")
        drop(window, cells)  # on the assistant itself
        window.find("2 files")
        window.use_front_window()
        run_import(window)
        accept(window)
        window.wait_for(lambda: [level["grids"] for level in run_json("info", path)["levels"]]
                        == [ROWS, ROWS * COLUMNS], "both levels in the file")
    finally:
        window.close()
    assert run_json("verify", path)["valid"]


def box(west, east):
    """Of the lowest row, in units of grids."""
    return polygon([[WEST + x * STEP, SOUTH + y * STEP]
                    for x, y in ((west, 0), (east, 0), (east, 1), (west, 1))])


@case
def answers_outlive_a_level_that_is_added(folder):
    """Who gets what is claimed twice was said of rows: a file for the level above makes other ids of them."""
    path = empty_project(folder)
    cells = write_geojson(os.path.join(folder, "网格.geojson"), [
        ({"code": "33010600000", "name": "East"}, box(0, 1.2)),
        ({"code": "33010600001", "name": "West"}, box(1, 2))])
    streets = write_geojson(os.path.join(folder, "社区.geojson"), [
        ({"code": f"33010600{row}", "name": f"Row {row}"}, polygon(rectangle(0, row, COLUMNS, row + 1)))
        for row in range(ROWS)])
    other = os.path.join(folder, "other.wangge")
    run("new", other, "--levels", "社区,网格")
    run("import", other, cells, "--level", "网格")
    usual = land(other)
    window = open_import(path, cells)
    try:
        window.click("Clean")
        window.find("Land claimed twice goes to")
        window.act_until(lambda: (window.click("Land claimed twice goes to"),
                                  window.key("End", "Return")),
                         lambda: window.is_shown("0 of 1 overlaps decided"), "being asked")
        window.act_until(lambda: window.click("East ↔ West") if window.is_shown("East ↔ West")
                         else window.click("West ↔ East"),
                         lambda: window.is_shown("Who gets these"), "the question")
        winner = "West" if usual["33010600000"] > usual["33010600001"] else "East"
        window.click(winner)
        window.find("1 of 1 overlaps decided")
        drop(window, streets)
        window.find("2 files")
        window.use_front_window()
        run_import(window)
        accept(window)
        window.wait_for(lambda: [level["grids"] for level in run_json("info", path)["levels"]]
                        == [ROWS, 2], "both levels in the file")
    finally:
        window.close()
    asked = land(path)
    gained = asked["33010600001"] - usual["33010600001"]
    assert abs(gained) > 40000 and (gained > 0) == (winner == "West"), (usual, asked, winner)


def drawing(folder, x=530000, y=3330000):
    """Three fields of loose lines with gaps of 0.3 m on one layer, a road across them on another."""
    def line(layer, x0, y0, x1, y1):
        return f"0\nLINE\n8\n{layer}\n10\n{x0}\n20\n{y0}\n11\n{x1}\n21\n{y1}\n"

    text = line("BORDER", x + 1500, y, x + 1500, y + 400) + line("ROAD", x - 300, y + 150, x + 1900, y + 160)
    for west in range(x, x + 1500, 500):
        text += line("BORDER", west, y, west + 500, y) + line("BORDER", west, y, west, y + 400)
        text += line("BORDER", west, y + 400, west + 499.7, y + 400)
    path = os.path.join(folder, "drawing.dxf")
    with open(path, "w", encoding="ascii") as file:
        file.write(f"0\nSECTION\n2\nENTITIES\n{text}0\nENDSEC\n0\nEOF\n")
    return path


@case
def lines_of_one_layer_of_a_drawing(folder):
    path = project(folder)
    window = open_import(path, drawing(folder))
    try:
        window.click("Layers of the drawing")
        window.click("ROAD", "check box")
        window.find("1 of 2 are read")
        go_to(window, "Clean", "The lines make 3 areas; 3 gaps are closed, 0 lines")
        run_import(window)
        accept(window)
        window.wait_for(lambda: grids(path) == 13, "the fields in the file")
    finally:
        window.close()
    assert run_json("verify", path)["valid"]


@case
def streets_become_barriers(folder):
    path = project(folder)
    source = write_geojson(os.path.join(folder, "roads.geojson"), [
        ({"highway": "primary"}, {"type": "LineString",
                                  "coordinates": [[120.09, 30.205], [120.13, 30.205]]})])
    window = open_import(path, source)
    try:
        choose_use(window, "roads", "Barriers: streets, rivers, walls")
        window.key("alt+r")
        window.find("To Be Brought In")
        window.key("alt+a")
        window.wait_for(lambda: edits(path, "import-barriers") == 1, "the barriers in the file")
    finally:
        window.close()
    assert grids(path) == 10 and run_json("verify", path)["valid"]


@case
def all_lines_of_a_file_are_of_one_class(folder):
    """What a person says of the lines goes before what their column says."""
    path = project(folder)
    source = write_geojson(os.path.join(folder, "river.geojson"), [
        ({"highway": "primary"}, {"type": "LineString",
                                  "coordinates": [[120.09, 30.205], [120.13, 30.205]]})])
    window = open_import(path, source)
    try:
        choose_use(window, "river", "Barriers: streets, rivers, walls")
        window.click("What its lines are", "label")
        window.act_until(lambda: window.key("Home", "Down", "Down", "Down", "Down", "Down", "Return"),
                         lambda: window.is_shown("rivers and other water", "label"), "rivers")
        window.key("alt+r")
        window.find("To Be Brought In")
        window.key("alt+a")
        window.wait_for(lambda: edits(path, "import-barriers") == 1, "the barriers in the file")
    finally:
        window.close()
    with contextlib.closing(sqlite3.connect(path)) as file:
        assert file.execute("SELECT class, count(*) FROM barrier GROUP BY class").fetchall() \
            == [("river", 1)]


@case
def a_template_is_kept_and_applied_to_the_next_file(folder):
    data = os.path.join(folder, "data")
    rows = [({"甲": f"330106001{row}{column:02}", "乙": f"第{row * COLUMNS + column + 1}网格",
              "丙": f"别名{row * COLUMNS + column + 1}"},
             polygon(rectangle(column, row, column + 1, row + 1))) for column, row in ALL]
    first = write_geojson(os.path.join(folder, "first.geojson"), rows)
    window = open_import(empty_project(folder), first, XDG_DATA_HOME=data)
    try:
        go_to(window, "Text and Fields", "Name")
        window.click("Name", "label")
        window.act_until(lambda: window.key("Home", "Down", "Down", "Down", "Return"),
                         lambda: window.is_shown("丙: 别名1"), "the other column")
        window.key("alt+s")
        window.find("Name of the template", "text")
        window.write("kept")
        window.key("Return")
        window.find("Applied")
    finally:
        window.close()
    with open(os.path.join(data, "wangge", "import-templates.ini"), encoding="utf-8") as file:
        assert "name=丙" in file.read()

    path = os.path.join(folder, "second.wangge")
    run("new", path, "--levels", "社区,网格")
    second = write_geojson(os.path.join(folder, "second.geojson"), rows)
    window = open_import(path, second, XDG_DATA_HOME=data)
    try:
        go_to(window, "Text and Fields", "Applied")
        run_import(window)
        accept(window)
        window.wait_for(lambda: run_json("info", path)["levels"][1]["grids"] == 10,
                        "the grids in the file")
    finally:
        window.close()
    assert "别名1" in stored_names(path, "网格").values(), stored_names(path, "网格")


@case
def a_package_of_layers_becomes_nested_levels(folder):
    path = empty_project(folder)
    source = os.path.join(folder, "both.gpkg")
    for name, rows in (
            ("社区", [({"code": f"33010600{row}", "name": f"第{row + 1}社区"},
                     polygon(rectangle(0, row, COLUMNS, row + 1))) for row in range(ROWS)]),
            ("网格", [({"code": f"33010600{row}{column:02}", "name": f"第{row}{column}网格"},
                     polygon(rectangle(column, row, column + 1, row + 1))) for column, row in ALL])):
        layer = write_geojson(os.path.join(folder, name + ".geojson"), rows)
        subprocess.run([tool("ogr2ogr"), "-update", "-append", "-nln", name, source, layer],
                       check=True)
    window = open_import(path, source)
    try:
        window.find("社区", "list item")
        run_import(window)
        accept(window)
        window.wait_for(lambda: [level["grids"] for level in run_json("info", path)["levels"]]
                        == [ROWS, ROWS * COLUMNS], "both levels in the file")
    finally:
        window.close()
    assert run_json("verify", path)["valid"]
    assert stored_names(path, "社区")["330106001"] == "第2社区"
    steps = run_json("history", path)
    run("undo", path)
    assert [level["grids"] for level in run_json("info", path)["levels"]] == [0, 0], steps


@case
def parents_are_made_of_their_children(folder):
    path = empty_project(folder)
    source = write_geojson(os.path.join(folder, "网格.geojson"), [
        ({"编码": f"7{row}{column:02}", "名称": f"第{row}{column}网格", "社区名称": f"第{row + 1}社区"},
         polygon(rectangle(column, row, column + 1, row + 1))) for column, row in ALL])
    window = open_import(path, source)
    try:
        go_to(window, "Clean", "Make the higher grids that are not there")
        run_import(window)
        accept(window)
        window.wait_for(lambda: [level["grids"] for level in run_json("info", path)["levels"]]
                        == [ROWS, ROWS * COLUMNS], "both levels in the file")
    finally:
        window.close()
    assert run_json("verify", path)["valid"]
    assert sorted(stored_names(path, "社区").values()) == ["第1社区", "第2社区"]
    run("undo", path)
    assert [level["grids"] for level in run_json("info", path)["levels"]] == [0, 0]


main()
