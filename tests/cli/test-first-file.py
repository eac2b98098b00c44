#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What comes into a project before its first grid, and reports of files that bring no grids."""
import json
import os

from tap import case, main, polygon, run, run_json, write_geojson

WEST, SOUTH = 120.10, 30.20


def house(number):
    west, south = WEST + 0.001 * number, SOUTH
    return polygon([[west, south], [west + 0.0002, south], [west + 0.0002, south + 0.0002],
                    [west, south + 0.0002]])


def houses(folder):
    return write_geojson(os.path.join(folder, "houses.geojson"),
                         [({"code": f"B{n}", "households": 10 + n, "身份证号": "330106199001011234"}, house(n))
                          for n in range(4)])


def streets(folder):
    line = {"type": "LineString", "coordinates": [[WEST, SOUTH - 0.001], [WEST + 0.01, SOUTH - 0.001]]}
    return write_geojson(os.path.join(folder, "streets.geojson"), [({"highway": "primary"}, line)])


def gates(folder):
    return write_geojson(os.path.join(folder, "gates.geojson"),
                         [({"地址": f"文一路{n}号"}, {"type": "Point", "coordinates": [WEST + 0.001 * n, SOUTH]})
                          for n in range(1, 4)])


def new(folder, *options):
    path = os.path.join(folder, "first.wangge")
    if os.path.exists(path):
        os.remove(path)
    run("new", path, "--levels", "社区,网格", *options)
    return path


@case
def any_file_with_a_place_gives_the_project_its_own(folder):
    for kind, make in (("buildings", houses), ("barriers", streets), ("addresses", gates)):
        path = new(folder)
        run("import", path, make(folder), "--as", kind)
        assert run_json("info", path, "--json")["crs"] == "EPSG:4549", kind
        run("verify", path)
        # Two steps: undone, the project has no place again, and grids may come in elsewhere.
        run("undo", path)
        run("undo", path)
        assert run("undo", path, status=1)
        run("redo", path)
        run("redo", path)
        run("verify", path)


@case
def the_wish_of_a_new_project_holds(folder):
    path = new(folder, "--crs", "EPSG:4528")
    run("import", path, houses(folder), "--as", "buildings")
    assert run_json("info", path, "--json")["crs"] == "EPSG:4528"


@case
def grids_that_come_later_own_the_buildings(folder):
    path = new(folder)
    run("import", path, houses(folder), "--as", "buildings")
    grids = write_geojson(os.path.join(folder, "grids.geojson"), [
        ({"code": "330106001001001", "name": "第一网格"},
         polygon([[WEST - 0.001, SOUTH - 0.001], [WEST + 0.01, SOUTH - 0.001],
                  [WEST + 0.01, SOUTH + 0.001], [WEST - 0.001, SOUTH + 0.001]]))])
    run("import", path, grids, "--level", "网格")
    rows = run_json("export", path, os.path.join(folder, "out.geojson"), "--level", "网格", "--json")
    assert rows, rows
    with open(os.path.join(folder, "out.geojson"), encoding="utf-8") as file:
        properties = json.load(file)["features"][0]["properties"]
    assert properties["households"] == 10 + 11 + 12 + 13, properties


@case
def a_dry_run_changes_nothing_and_still_reports(folder):
    for kind, make in (("buildings", houses), ("barriers", streets), ("addresses", gates)):
        path = new(folder)
        before = run("history", path).stdout
        report = os.path.join(folder, f"{kind}.json")
        run("import", path, make(folder), "--as", kind, "--dry-run", "--report", report)
        assert run("history", path).stdout == before, kind
        assert run_json("info", path, "--json")["crs"] is None, kind
        with open(report, encoding="utf-8") as file:
            assert json.load(file), kind
        table = os.path.join(folder, f"{kind}.xlsx")
        run("import", path, make(folder), "--as", kind, "--report", table)
        assert os.path.getsize(table) > 2000, kind


@case
def the_report_names_columns_that_were_left_out(folder):
    path = new(folder)
    table = os.path.join(folder, "rows.csv")
    run("import", path, houses(folder), "--as", "buildings", "--report", table)
    with open(table, encoding="utf-8-sig") as file:
        text = file.read()
    assert "身份证号" in text and "330106199001011234" not in text, text


main()
