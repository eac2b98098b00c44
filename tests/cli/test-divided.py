#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Buildings divided between grids: what is counted once, and what no longer adds up."""
import os

from tap import case, main, polygon, run, run_json, write_geojson

WEST, SOUTH, STEP = 120.10, 30.20, 0.005


def square(column, row, size=1.0):
    west, south = WEST + column * STEP, SOUTH + row * STEP
    east, north = west + size * STEP, south + size * STEP
    return polygon([[west, south], [east, south], [east, north], [west, north]])


def project(folder, households, floors=6):
    """Three grids of one community, and a tower in the first."""
    path = os.path.join(folder, "test.wangge")
    run("new", path, "--levels", "社区,网格")
    run("import", path, write_geojson(os.path.join(folder, "communities.geojson"), [
        ({"code": "330106001", "name": "社区"}, polygon([
            [WEST, SOUTH], [WEST + 3 * STEP, SOUTH], [WEST + 3 * STEP, SOUTH + STEP],
            [WEST, SOUTH + STEP]]))]), "--level", "社区")
    run("import", path, write_geojson(os.path.join(folder, "grids.geojson"), [
        ({"code": f"33010600100{column + 1}", "name": f"第{column + 1}网格"}, square(column, 0))
        for column in range(3)]), "--level", "网格")
    import_tower(folder, path, households, floors)
    return path


def import_tower(folder, path, households, floors=6):
    run("import", path, write_geojson(os.path.join(folder, "tower.geojson"), [
        ({"楼栋编号": "A1", "户数": households, "层数": floors, "地址": "文一路1号"},
         square(0.4, 0.4, 0.05))]), "--as", "buildings")


def tally(path, code):
    return run_json("info", path, "--grid", code)["tally"]


def findings(path):
    return {row["code"]: row for row in run_json("check", path, status=1)["findings"]}


@case
def an_unknown_building_is_counted_once(folder):
    path = project(folder, None)
    run("split-building", path, "--building", "A1", "--share", "330106001002:floors=1-2",
        "--share", "330106001003:floors=3", "--share", "330106001003:floors=4")
    for code in ("330106001001", "330106001002", "330106001003", "330106001"):
        counted = tally(path, code)
        assert counted["households_unknown"] == 1 and counted["households"] is None, (code, counted)
    run("merge", path, "--grids", "330106001002,330106001003", "--into", "330106001003")
    assert tally(path, "330106001003")["households_unknown"] == 1
    run("undo", path)
    assert tally(path, "330106001")["households_unknown"] == 1
    assert run_json("verify", path)["valid"]


@case
def shares_that_do_not_add_up_are_found(folder):
    path = project(folder, 60)
    run("split-building", path, "--building", "A1", "--share", "330106001002:floors=5-6:households=40")
    assert "building.shares" not in findings(path)
    import_tower(folder, path, 30, 4)
    found = findings(path)
    assert (found["building.shares"]["value"], found["building.shares"]["limit"]) == (40, 30), found
    assert "building.parts" in found, found
    run("split-building", path, "--building", "A1", "--share", "330106001002:floors=4:households=10")
    found = findings(path)
    assert "building.shares" not in found and "building.parts" not in found, found


@case
def schemes_that_divide_a_building_otherwise(folder):
    path = project(folder, 60)
    run("split-building", path, "--building", "A1", "--share", "330106001002:floors=1-2")
    first = run_json("scheme", path)[0]["name"]
    run("scheme", path, "--add", "草案")
    run("scheme", path, "--open", "草案")
    assert run_json("scheme", path, "--compare", first)["buildings_divided"] == []
    run("split-building", path, "--building", "A1", "--share", "330106001002:floors=1-2",
        "--share", "330106001003:floors=3:households=7")
    found = run_json("scheme", path, "--compare", first)["buildings_divided"]
    assert len(found) == 1 and found[0]["code"] == "A1", found
    assert (found[0]["shares_before"], found[0]["shares_after"]) == (1, 2), found
    assert "330106001003" in found[0]["after"] and "7 households" in found[0]["after"], found
    assert "330106001003" not in found[0]["before"] and "floors 1-2" in found[0]["before"], found
    out = os.path.join(folder, "differences.csv")
    run("scheme", path, "--compare", first, "-o", out)
    tables = [name for name in os.listdir(folder) if name.startswith("differences")]
    assert any("文一路1号" in open(os.path.join(folder, name), encoding="utf-8-sig").read()
               for name in tables), tables
    told = run("scheme", path, "--compare", first).text
    assert "0 newly divided, 0 whole again, 1 divided otherwise" in told, told
    run("split-building", path, "--building", "A1", "--clear")
    found = run_json("scheme", path, "--compare", first)["buildings_divided"]
    assert [row["after"] for row in found] == ["whole"], found
    assert run_json("verify", path)["valid"]


main()
