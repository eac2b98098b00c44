#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is dropped on the window, files that say too little, and a project that is edited meanwhile."""
import contextlib
import csv
import json
import os
import sqlite3
import subprocess
import sys
import zipfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))
from assistant import (accept, choose_use, click_at_rest, empty_project,  # noqa: E402
                       go_to, open_import, run_import, stored_names)
from board import COLUMNS, SOUTH, STEP, WEST, edits, grids, project, rectangle  # noqa: E402
from desktop import Window, drop  # noqa: E402
from tap import case, main, polygon, run, run_json, tool, write_geojson  # noqa: E402


def activate(action):
    """As a shortcut of the main window would."""
    subprocess.run(["gdbus", "call", "--session", "--dest", "org.wangge.Wangge", "--object-path",
                    "/org/wangge/Wangge/window/1", "--method", "org.gtk.Actions.Activate", action,
                    "[]", "{}"], check=True, capture_output=True)


@case
def an_edit_meanwhile_is_not_taken_back(folder):
    path = project(folder)
    source = os.path.join(folder, "newer.geojson")
    run("export", path, source, "--level", "网格")
    with open(source, encoding="utf-8") as file:
        newer = json.load(file)
    rows = sorted(newer["features"], key=lambda row: row["properties"]["code"])
    codes = [row["properties"]["code"] for row in rows]
    before = rows[1]["properties"]["name"]
    rows[0]["properties"]["name"] = "甲网格"
    with open(source, "w", encoding="utf-8") as file:
        json.dump(newer, file, ensure_ascii=False)
    run("set", path, "--grids", codes[1], "--name", "丙网格")
    window = open_import(path, source)
    try:
        go_to(window, "Differences", "2 of 2 are applied")
        window.click(codes[0], "check box")
        window.find("1 of 2 are applied")
        run_import(window)
        activate("undo")  # 丙网格 has its old name again: the file and the project agree on it
        window.find("The project was edited meanwhile")
        window.find("1 of 1 are applied")  # looked at again, with no tick of before
        window.find("Preview _Result")  # nothing can be accepted
        assert stored_names(path, "网格")[codes[0]] != "甲网格"
        run_import(window)
        accept(window)
        window.wait_for(lambda: stored_names(path, "网格")[codes[0]] == "甲网格", "the update")
    finally:
        window.close()
    assert stored_names(path, "网格")[codes[1]] == before
    assert grids(path) == 10 and run_json("verify", path)["valid"]


def cells(folder, name="网格.geojson"):
    return write_geojson(os.path.join(folder, name), [
        ({"code": f"3301060000{column}", "name": f"第{column}网格"},
         polygon(rectangle(column, 0, column + 1, 1))) for column in range(COLUMNS)])


def shapefile(folder):
    """A folder with the files of a shapefile."""
    inside = os.path.join(folder, "from-town")
    os.mkdir(inside)
    subprocess.run([tool("ogr2ogr"), "-lco", "ENCODING=UTF-8", os.path.join(inside, "网格.shp"),
                    cells(folder)], check=True)
    return inside


def bring_in_dropped(folder, dropped, name):
    path = empty_project(folder)
    window = Window(path)
    try:
        window.find("Look at level")
        drop(window, dropped)
        window.find(name)
        window.use_front_window()
        run_import(window)
        accept(window)
        window.wait_for(lambda: grids(path) == COLUMNS, "the grids in the file")
    finally:
        window.close()
    assert run_json("verify", path)["valid"]


@case
def a_dropped_archive(folder):
    inside = shapefile(folder)
    archive = os.path.join(folder, "town.zip")
    with zipfile.ZipFile(archive, "w") as file:
        for name in os.listdir(inside):
            file.write(os.path.join(inside, name), os.path.join("数据", name))
    bring_in_dropped(folder, archive, "town.zip")


@case
def a_dropped_folder(folder):
    bring_in_dropped(folder, shapefile(folder), "from-town")


def house_names(path):
    with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as file:
        return [name for name, in file.execute("SELECT name FROM building ORDER BY name")]


@case
def one_file_with_grids_and_buildings(folder):
    path = empty_project(folder)
    both = os.path.join(folder, "both.gpkg")
    houses = write_geojson(os.path.join(folder, "houses.geojson"), [
        ({"code": f"L{number}", "name": f"{number}号楼"},
         {"type": "Point", "coordinates": [WEST + (number + 0.5) * STEP, SOUTH + 0.5 * STEP]})
        for number in range(3)])
    subprocess.run([tool("ogr2ogr"), "-f", "GPKG", "-nln", "网格", both, cells(folder)], check=True)
    subprocess.run([tool("ogr2ogr"), "-f", "GPKG", "-update", "-nln", "楼栋", both, houses], check=True)
    window = Window(path)
    try:
        window.find("Look at level")
        drop(window, both)
        window.find("both.gpkg")
        window.find("楼栋", "label")
        window.find("Buildings, with households and people", "label")
        window.use_front_window()
        run_import(window)
        accept(window)
        window.wait_for(lambda: grids(path) == COLUMNS, "the grids in the file")
        window.find("Import", "push button")
        window.act_until(lambda: window.key("alt+i"),
                         lambda: edits(path, "import-buildings") == 1, "the buildings")
    finally:
        window.close()
    assert house_names(path) == ["0号楼", "1号楼", "2号楼"]


@case
def addresses_without_words_are_refused(folder):
    path = project(folder)
    source = os.path.join(folder, "points.csv")
    with open(source, "w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["甲", "经度", "纬度"])
        for number in range(3):
            rows.writerow([f"春风路{number + 1}号", WEST + (number + 0.5) * STEP, SOUTH + 0.5 * STEP])
    window = open_import(path, source)
    try:
        choose_use(window, "points", "Addresses and named places")
        go_to(window, "Text and Fields", "Choose the column with the address")
        for _ in range(2):
            window.key("alt+r")
        assert not window.is_shown("To Be Brought In")
        click_at_rest(window, "Whole address", "label")
        window.act_until(lambda: window.key("Home", "Down", "Return"),
                         lambda: not window.is_shown("Choose the column with the address"), "the column")
        window.act_until(lambda: window.key("alt+r"), lambda: window.is_shown("To Be Brought In"),
                         "the summary")
    finally:
        window.close()


main()
