#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Buildings from files, what the grids have then, and what edits make of it."""
import json
import os
import sqlite3

from tap import case, main, polygon, run, run_json, write_geojson

WEST, SOUTH, STEP = 120.10, 30.20, 0.005


def square(column, row, size=1.0):
    """A square in units of grids, by its south-west corner."""
    west, south = WEST + column * STEP, SOUTH + row * STEP
    east, north = west + size * STEP, south + size * STEP
    return polygon([[west, south], [east, south], [east, north], [west, north]])


def place(column, row):
    return f"{WEST + column * STEP} {SOUTH + row * STEP}"


def project(folder):
    """Three grids side by side in one community."""
    grids = write_geojson(os.path.join(folder, "grids.geojson"), [
        ({"code": f"33010600100{column + 1}", "name": f"第{column + 1}网格"}, square(column, 0))
        for column in range(3)])
    path = os.path.join(folder, "test.wangge")
    run("new", path, "--levels", "社区,网格")
    run("import", path, grids, "--level", "网格")
    return path


def houses(folder):
    """Footprints: 10, 20 and an unknown number of households, one outside, one with nonsense."""
    rows = [(0.2, 0.4, 10, 27, "张三"), (0.8, 0.4, 20, 50, "李四"), (1.4, 0.4, None, None, "王五"),
            (5.0, 0.4, 7, 19, "赵六"), (2.4, 0.4, "很多", 8, "孙七")]
    return write_geojson(os.path.join(folder, "houses.geojson"), [
        ({"楼栋编号": f"A{number}", "户数": households, "人口": people, "层数": 6, "户主姓名": owner,
          "用途": "商住"}, square(x, y, 0.05))
        for number, (x, y, households, people, owner) in enumerate(rows, 1)])


def tally(path, code):
    return run_json("info", path, "--grid", code)["tally"]


@case
def import_and_count(folder):
    path = project(folder)
    assert tally(path, "330106001001")["households"] is None
    report = run_json("import", path, houses(folder), "--as", "buildings")
    assert report["rows"] == 5 and report["buildings"] == 5, report
    assert report["in_no_grid"] == 1, report
    assert report["fields"]["households"] == "户数" and report["fields"]["people"] == "人口", report
    assert report["fields"]["kind"] == "用途" and report["fields"]["code"] == "楼栋编号", report
    problems = {(row["kind"], row["field"]) for row in report["problems"]}
    assert ("personal-data", "户主姓名") in problems, problems
    assert ("bad-number", "户数") in problems, problems
    first, second, third = (tally(path, f"33010600100{n}") for n in (1, 2, 3))
    assert (first["buildings"], first["households"], first["people"]) == (2, 30, 77), first
    assert (second["buildings"], second["households"]) == (1, None), second
    assert (third["households"], third["households_unknown"], third["people"]) == (None, 1, 8), third
    info = run_json("info", path)
    assert info["levels"][1]["tally"]["buildings"] == 4, info
    assert info["in_no_grid"]["buildings"] == 1 and info["in_no_grid"]["households"] == 7, info
    with open(path, "rb") as file:
        content = file.read()
    for name in ("张三", "李四", "户主姓名"):
        assert name.encode() not in content, f"{name} is in the file"


@case
def a_second_file_adds_and_updates(folder):
    path = project(folder)
    run("import", path, houses(folder), "--as", "buildings")
    more = os.path.join(folder, "more.csv")
    with open(more, "w", encoding="utf-8") as file:
        file.write("x,y,编号,户数\n")
        file.write(f"{WEST + 0.2 * STEP},{SOUTH + 0.5 * STEP},A1,11\n")
        file.write(f"{WEST + 2.5 * STEP},{SOUTH + 0.5 * STEP},B1,40\n")
    report = run_json("import", path, more, "--as", "buildings", "--crs", "EPSG:4490")
    assert report["buildings"] == 2 and report["updated"] == 1, report
    assert tally(path, "330106001001")["households"] == 31
    assert tally(path, "330106001003")["households"] == 40
    run("undo", path)
    assert tally(path, "330106001001")["households"] == 30
    run("undo", path)
    assert tally(path, "330106001001")["households"] is None
    run("redo", path)
    assert tally(path, "330106001001")["households"] == 30
    assert run_json("verify", path)["valid"]


@case
def a_template_keeps_the_columns(folder):
    """Columns nobody would guess are said once, kept by name and read so the next time."""
    home = {"XDG_DATA_HOME": os.path.join(folder, "home")}
    source = write_geojson(os.path.join(folder, "b.geojson"), [
        ({"q1": "A1", "q2": 12, "q3": 31}, square(0.4, 0.4, 0.05))])
    path = project(folder)
    run("import", path, source, "--as", "buildings", "--map", "code=q1,people=q3", "--households", "q2",
        "--save-template", "楼栋", env=home)
    assert tally(path, "330106001001")["households"] == 12
    kept = json.loads(run("templates", "--json", env=home).stdout)
    assert kept[0]["building_fields"] == {"code": "q1", "households": "q2", "people": "q3"}, kept
    os.remove(path)
    path = project(folder)
    run("import", path, source, "--as", "buildings", env=home)
    assert tally(path, "330106001001")["households"] is None
    run("import", path, source, "--as", "buildings", "--template", "楼栋", env=home)
    numbers = tally(path, "330106001001")
    assert (numbers["households"], numbers["people"]) == (12, 31), numbers


@case
def edits_tell_the_numbers(folder):
    path = project(folder)
    run("import", path, houses(folder), "--as", "buildings")
    line = f"LINESTRING ({place(0.5, -0.5)}, {place(0.5, 1.5)})"
    rows = {row["code"]: row for row in run_json("split", path, "--line", line)["numbers"]}
    kept, new = rows["330106001001"], next(row for row in rows.values() if row["new"])
    assert kept["before"]["households"] == 30, rows
    assert sorted((kept["after"]["households"], new["after"]["households"])) == [10, 20], rows
    merged = run_json("merge", path, "--grids", f"330106001001,{new['code']}", "--into",
                      "330106001001")["numbers"]
    merged = {row["code"]: row for row in merged}
    assert merged["330106001001"]["after"]["households"] == 30, merged
    assert merged[new["code"]]["retired"], merged
    strip = (f"POLYGON (({place(0.7, 0)}, {place(1, 0)}, {place(1, 1)}, {place(0.7, 1)}, "
             f"{place(0.7, 0)}))")
    rows = {row["code"]: row for row in run_json("assign", path, "--polygon", strip, "--to",
                                                 "330106001002")["numbers"]}
    assert rows["330106001001"]["after"]["households"] == 10, rows
    assert rows["330106001002"]["after"]["households"] == 20, rows
    assert rows["330106001002"]["after"]["households_unknown"] == 1, rows
    # The strip back again, along the line where the border was.
    border = f"LINESTRING ({place(1, 0)}, {place(1, 1)})"
    rows = {row["code"]: row for row in run_json("redraw", path, "--line", border, "--grid",
                                                 "330106001001", "--reason",
                                                 "柳政复〔2026〕8号")["numbers"]}
    assert rows["330106001001"]["after"]["households"] == 30, rows
    assert rows["330106001002"]["before"]["households"] == 20, rows
    rows = {row["code"]: row for row in run_json("draw", path, "--polygon", strip, "--level", "网格",
                                                 "--from", "all", "--reason", "新建小区")["numbers"]}
    new = next(row for row in rows.values() if row["new"])
    assert new["after"]["households"] == 20 and new["before"]["area_m2"] == 0, rows
    assert rows["330106001001"]["after"]["households"] == 10, rows
    reasons = [row["reason"] for row in run_json("history", path)][-2:]
    assert reasons == ["柳政复〔2026〕8号", "新建小区"], reasons


def lineage(path):
    """What the history of the grids says, oldest first: from, to, m², households. A line between two
    places in degrees is not quite straight in metres: what the rim takes or leaves is left out."""
    return [(row["from"]["code"], row["to"]["code"], row["area_m2"], row["households"])
            for row in run_json("history", path, "--lineage") if row["from"] and row["to"]]


@case
def households_that_move_keep_their_marks(folder):
    path = project(folder)
    run("import", path, houses(folder), "--as", "buildings")
    marked = write_geojson(os.path.join(folder, "marked.geojson"), [
        ({"楼栋编号": code, "户数": households, "是否估算": "是"}, square(0.8, row, 0.05))
        for code, households, row in (("A2", 20, 0.4), ("A6", None, 0.5))])
    run("import", path, marked, "--as", "buildings")
    start = str(run_json("history", path)[-1]["id"])
    run("move", path, "--from", place(1, 1), "--to", place(0.4, 1), "--crs", "EPSG:4490")
    flow, = [row for row in run_json("changes", path, "--since", start)["flows"]
             if row["from"] and row["to"]]
    assert (flow["households"], flow["estimated"], flow["at_least"]) == (20, True, True), flow
    stored = [row for row in run_json("history", path, "--lineage")
              if row["step"] > int(start) and row["from"] and row["to"]]
    assert [(row["households"], row["estimated"], row["at_least"]) for row in stored] == [
        (20, True, True)], stored


@case
def history_keeps_the_numbers(folder):
    path = project(folder)
    run("import", path, houses(folder), "--as", "buildings")
    start = str(run_json("history", path)[-1]["id"])
    moved = run_json("move", path, "--from", place(1, 1), "--to", place(0.4, 1), "--crs",
                     "EPSG:4490", "--reason", "柳政复〔2026〕8号")
    rows = {row["code"]: row for row in moved["numbers"]}
    lost = rows["330106001001"]["before"]["area_m2"] - rows["330106001001"]["after"]["area_m2"]
    (from_code, to_code, area, households), = lineage(path)
    assert (from_code, to_code) == ("330106001001", "330106001002"), lineage(path)
    assert abs(area - lost) < 20 and lost > 10000 and households == 20, (area, households, lost)
    # The report between the two moments lays both divisions over one another: the same.
    flow, = [row for row in run_json("changes", path, "--since", start)["flows"]
             if row["from"] and row["to"]]
    assert abs(flow["area_m2"] - area) < 0.5 and flow["households"] == 20, flow
    assert (flow["estimated"], flow["at_least"]) == (False, False), flow
    run("undo", path)
    assert lineage(path) == []
    run("redo", path)
    # The other way in a step of its own, and a merge.
    run("move", path, "--from", place(0.4, 1), "--to", place(1, 1), "--crs", "EPSG:4490")
    run("merge", path, "--grids", "330106001001,330106001002", "--into", "330106001002")
    assert [row[3] for row in lineage(path)] == [20, 20, 30], lineage(path)
    assert abs(lineage(path)[1][2] - area) < 0.5, lineage(path)
    assert run_json("verify", path)["valid"]


def content(path):
    """The buildings, how they are divided, and the grids."""
    with sqlite3.connect(path) as file:
        return [file.execute(query).fetchall() for query in (
            "SELECT id, code, name, kind, floors, units, households, people, address FROM building",
            "SELECT scheme, building, grid, units, floors, households, people FROM building_split",
            "SELECT * FROM grid ORDER BY id", "SELECT * FROM face ORDER BY id")]


def households(path):
    return [tally(path, f"33010600100{n}")["households"] for n in (1, 2, 3)]


@case
def a_tower_is_divided(folder):
    path = project(folder)
    run("import", path, houses(folder), "--as", "buildings")
    before = content(path)
    # 20 households on 6 floors: two floors have 6.67, which is 7 by the largest remainder.
    parts = run_json("split-building", path, "--building", "A2", "--share",
                     "330106001002:floors=1-2", "--share", "330106001003:floors=3:households=4")
    assert [row["households"] for row in parts["shares"]] == [6, 4], parts
    assert parts["rest"]["households"] == 10, parts
    assert sum(row["people"] for row in parts["shares"]) + parts["rest"]["people"] == 50, parts
    assert households(path) == [20, 6, 4], households(path)
    found = run_json("check", path, status=1)
    assert "building.none" not in json.dumps(found), found
    # The shares of a grid that is retired pass to its heir.
    run("merge", path, "--grids", "330106001002,330106001003", "--into", "330106001003")
    assert tally(path, "330106001003")["households"] == 10
    shares = run_json("split-building", path, "--building", "A2")["shares"]
    assert [row["grid"] for row in shares] == ["330106001003"] * 2, shares
    # A whole file of buildings over it, and everything back.
    run("import", path, houses(folder), "--as", "buildings")
    assert tally(path, "330106001003")["households"] == 10
    for _ in range(2):
        run("undo", path)
    assert households(path) == [20, 6, 4]
    run("undo", path)
    assert content(path) == before
    for _ in range(3):
        run("redo", path)
    assert tally(path, "330106001003")["households"] == 10
    # A draft has the same division.
    run("scheme", path, "--add", "草案")
    run("split-building", path, "--building", "A2", "--clear")
    assert tally(path, "330106001001")["households"] == 30
    run("scheme", path, "--open", "草案")
    assert tally(path, "330106001003")["households"] == 10
    assert run_json("verify", path)["valid"]
    for wrong in ("330106001003:floors=5-9", "330106001003", "330106001003:households=99",
                  "330106001009:floors=1"):
        run("split-building", path, "--building", "A2", "--share", wrong, status=1)
    run("split-building", path, "--building", "A2", "--share", "330106001003:doors=1", status=2)
    run("split-building", path, "--building", "nobody", status=1)


@case
def refusals(folder):
    path = os.path.join(folder, "empty.wangge")
    run("new", path, "--levels", "社区,网格")
    run("import", path, houses(folder), "--as", "buildings", "--level", "网格", status=2)
    run("import", path, houses(folder), "--as", "nothing", status=2)
    assert json.loads(run("history", path, "--json").stdout) == []


main()
