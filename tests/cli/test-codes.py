#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Codes and names: every way of coding, every order; codes that were once given are never given again."""
import csv
import json
import os
import subprocess

from tap import case, data, main, polygon, run, run_json, tool, write_geojson

WEST, SOUTH, STEP = 120.10, 30.20, 0.005
COMMUNITY = "510129001001"


def square(column, row, width=1, height=1):
    west, south = WEST + column * STEP, SOUTH + row * STEP
    east, north = west + width * STEP, south + height * STEP
    return polygon([[west, south], [east, south], [east, north], [west, north]])


def project(folder, levels="社区,网格,微网格"):
    """A community of Dayi with six grids in two rows; they are named by column and row from the south-west."""
    path = os.path.join(folder, "plan.wangge")
    run("new", path, "--levels", levels)
    run("import", path, write_geojson(os.path.join(folder, "one.geojson"), [
        ({"code": COMMUNITY, "name": "社区"}, square(0, 0, 3, 2))]), "--level", "社区")
    run("import", path, write_geojson(os.path.join(folder, "six.geojson"), [
        ({"code": f"OLD{column}{row}", "name": f"G{column}{row}"}, square(column, row))
        for row in range(2) for column in range(3)]), "--level", "网格")
    return path


def number(path, *options, level="网格", status=0):
    run("number", path, "--level", level, *options, status=status)
    return codes(path, level)


def codes(path, level="网格"):
    rows = run_json("number", path, "--level", level, "--pattern", "{n}", "--dry-run")["grids"]
    return {row["old_name"]: row["old_code"] for row in rows}


def serials(found):
    return {name: int(code[-3:]) for name, code in found.items()}


def cut(path, grid, column):
    """Divides a grid from north to south in the middle of a column."""
    x = WEST + (column + 0.5) * STEP
    return run_json("split", path, "--grid", grid, "--crs", "EPSG:4326", "--line",
                    f"LINESTRING ({x} {SOUTH - STEP}, {x} {SOUTH + 3 * STEP})")["parts"]


def ever(path):
    """Every code that the file knows, retired ones too."""
    out = subprocess.run([tool("sqlite3"), path, "SELECT code FROM grid WHERE code <> ''"],
                         capture_output=True, text=True, check=True).stdout
    return out.split()


@case
def the_ways_of_coding(folder):
    path = project(folder)
    found = number(path)
    assert found["G01"] == COMMUNITY + "001" and found["G20"] == COMMUNITY + "006", found
    found = number(path, "--profile", "cjt349", "--object-code", "440300")
    assert found["G01"] == "440300" + COMMUNITY + "01" and len(found["G01"]) == 20, found
    found = number(path, "--pattern", "DY-{parent:6}-{nnnn}")
    assert found["G01"] == "DY-510129-0001", found
    run("number", path, "--level", "网格", "--pattern", "{nn", status=1)
    run("number", path, "--level", "网格", "--pattern", "{parent}", status=1)

    # The top level has no parents: the region's code is what its codes begin with.
    top = run_json("number", path, "--level", "社区", "--dry-run")["grids"]
    assert [(row["code"], row["outcome"]) for row in top] == [(COMMUNITY, "unchanged")], top

    # Two digits more for micro-grids; a special grid has 901-999, and a letter where a place asks for it.
    os.remove(path)
    path = project(folder)
    number(path)
    west, south = WEST + 0.25 * STEP, SOUTH + 1.25 * STEP
    run("split", path, "--special", "--grid", COMMUNITY + "001", "--crs", "EPSG:4326", "--line",
        f"POLYGON (({west} {south}, {west + STEP / 4} {south}, {west + STEP / 4} {south + STEP / 4},"
        f" {west} {south + STEP / 4}, {west} {south}))")
    found = number(path, "--profile", "db11-letter")
    assert [code for code in found.values() if code.endswith("Z")] == [COMMUNITY + "901Z"], found
    found = number(path)
    assert sorted(found.values()) == [COMMUNITY + f"{n:03}" for n in (1, 2, 3, 4, 5, 6, 902)], found
    run("import", path, write_geojson(os.path.join(folder, "micro.geojson"), [
        ({"code": f"m{n}", "name": f"微{n}"}, square(1 + n / 2, 0, 0.5)) for n in range(2)]),
        "--level", "微网格")
    found = number(path, level="微网格")
    assert found == {"微0": COMMUNITY + "00501", "微1": COMMUNITY + "00502"}, found
    assert run_json("verify", path)["valid"]


@case
def the_orders(folder):
    path = project(folder)
    west, north = WEST - STEP, SOUTH + 1.5 * STEP
    orders = {
        ("rows",): "G01 G11 G21 G00 G10 G20",
        ("columns",): "G01 G00 G11 G10 G21 G20",
        ("snake",): "G01 G11 G21 G20 G10 G00",
        ("line", "--crs", "EPSG:4326", "--line",
         f"LINESTRING ({WEST + 4 * STEP} {SOUTH + STEP / 2}, {west} {SOUTH + STEP / 2},"
         f" {west} {north}, {WEST + 4 * STEP} {north})"): "G20 G10 G00 G01 G11 G21",
    }
    for (order, *options), names in orders.items():
        found = serials(number(path, "--order", order, *options, "--pattern", order[0] + "{nnn}"))
        assert sorted(found, key=found.get) == names.split(), (order, found)
    found = serials(number(path, "--order", "outward", "--crs", "EPSG:4326", "--pattern", "o{nnn}",
                           "--from", f"{WEST + 1.5 * STEP} {SOUTH + STEP / 2}"))
    assert found["G10"] == 1 and set(list(sorted(found, key=found.get))[-2:]) <= {"G01", "G21", "G11"}, found


@case
def names_by_a_pattern(folder):
    path = project(folder)
    assert set(number(path, "--names", "第{n}网格")) == {f"第{n}网格" for n in range(1, 7)}
    assert set(number(path, "--names", "第{zh}网格")) == {f"第{n}网格" for n in "一二三四五六"}
    assert set(number(path, "--names", "{nn}号")) == {f"0{n}号" for n in range(1, 7)}
    # What would be refused is refused by a dry run as well; a word that is none is not taken as it stands.
    for pattern, wanted in (("{foo}", "no pattern of names"), ("第一网格", "has this name"), ("", "30")):
        for extra in ([], ["--dry-run"]):
            told = run("number", path, "--level", "网格", "--names", pattern, *extra, status=1)
            assert wanted in told.text, told.text
    grid = next(iter(codes(path).values()))
    told = run("set", path, "--grids", grid, "--name", "{who}", status=1)
    assert "no pattern of names" in told.text, told.text
    plan = run_json("number", path, "--level", "网格", "--names", "第{n}格", "--dry-run")
    assert (plan["changed"], plan["would_change"]) == (0, 6), plan
    assert run_json("number", path, "--level", "网格", "--names", "第{n}格")["changed"] == 6
    assert run_json("number", path, "--level", "网格", "--dry-run")["would_change"] == 0
    run("number", path, "--level", "网格", "--start", "0", status=2)


@case
def a_retired_code_is_never_given_again(folder):
    path = project(folder)
    number(path)
    given = set(ever(path))
    part = cut(path, COMMUNITY + "006", 2)[0]["code"]
    assert part not in given
    given.add(part)
    # Merged away: its code is kept.
    run("merge", path, "--grids", f"{part},{COMMUNITY}006", "--into", COMMUNITY + "006", "--retire")
    for scope in ("all", "new", "gaps"):
        found = number(path, "--scope", scope, status=1)  # nothing is to be changed
        assert sorted(found.values()) == [COMMUNITY + f"{n:03}" for n in range(1, 7)], (scope, found)
    again = cut(path, COMMUNITY + "006", 2)[0]["code"]
    assert again != part, "a new grid has the code of one that is gone"
    # What was undone was never given: the file is as it was before.
    run("undo", path)
    assert again not in ever(path)
    # Renumbered: the old codes are kept by retired records, also after an update from a file.
    before = set(codes(path).values())
    run("number", path, "--level", "网格", "--pattern", "{parent}{nnn:101-900}")
    assert before <= set(ever(path))
    found = number(path, "--pattern", "{parent}{nnn:1-900,901-999}")
    assert not before & set(found.values()), found
    assert run_json("verify", path)["valid"]


@case
def a_code_of_the_plan_in_force_is_kept_by_the_draft_that_is_adopted(folder):
    for is_open in (True, False):
        where = os.path.join(folder, str(is_open))
        os.mkdir(where)
        path = project(where)
        number(path)
        first = run_json("scheme", path)[0]["name"]
        run("scheme", path, "--add", "草案")
        # In force a grid is divided, and merged again: its code was in use for a day.
        part = cut(path, COMMUNITY + "006", 2)[0]["code"]
        run("merge", path, "--grids", f"{part},{COMMUNITY}006", "--into", COMMUNITY + "006", "--retire")
        if is_open:
            run("scheme", path, "--open", "草案")
            assert part not in ever(path)
        run("scheme", path, "--adopt", "草案", "--date", "2027-01-01")
        if not is_open:
            run("scheme", path, "--open", "草案")
        assert part in ever(path)
        assert cut(path, COMMUNITY + "006", 2)[0]["code"] != part
        assert part not in number(path).values()
        assert run_json("verify", path)["valid"]
        run("scheme", path, "--open", first)
        assert run_json("verify", path)["valid"]


@case
def codes_are_text_in_every_file(folder):
    tool("ogr2ogr")
    path = project(folder)
    number(path, "--pattern", "00{nnn}7510129001001001")
    wanted = set(codes(path).values())
    assert all(code.startswith("00") and len(code) > 15 for code in wanted)
    for ending in ("csv", "xlsx", "shp", "gpkg", "geojson"):
        out = os.path.join(folder, "out." + ending)
        run("export", path, out, "--level", "网格")
        text = subprocess.run(["ogr2ogr", "-f", "GeoJSON", "/vsistdout/", out], capture_output=True,
                              text=True, check=True).stdout
        # In a text table a tab behind the digits keeps spreadsheets from making a number of them.
        found = {str(value).rstrip("\t") for row in json.loads(text)["features"] for value in row["properties"].values()}
        assert wanted <= found, (ending, found)
    table = os.path.join(folder, "table.csv")
    run("number", path, "--level", "网格", "-o", table)
    with open(table, encoding="utf-8-sig") as file:
        rows = list(csv.reader(file))
    assert {row[0] for row in rows[1:]} == wanted and rows[1][1].startswith(COMMUNITY), rows[:2]


@case
def hangzhou_in_every_order(folder):
    towns, grids = (data("hangzhou_xihu", name) for name in ("西湖区镇街_11.geojson", "西湖区网格_605.geojson"))
    path = os.path.join(folder, "xihu.wangge")
    run("new", path, "--levels", "街道,网格")
    run("import", path, towns, "--level", "街道")
    run("import", path, grids, "--level", "网格")
    before = set(ever(path))
    run("number", path, "--level", "街道", "--pattern", "330106{nnn}")
    for order in ("rows", "columns", "snake"):
        done = run_json("number", path, "--level", "网格", "--order", order, "--names", "第{zh}网格",
                        "--pattern", "{parent}" + order[0] + "{nnnn}")
        given = [row["code"] for row in done["grids"] if row["outcome"] == "given"]
        assert len(given) == len(set(given)) == 602, len(given)  # three lie in no town
        assert sum(row["outcome"] == "no-parent-code" for row in done["grids"]) == 3
    assert before <= set(ever(path)), "codes that were in use are kept"
    assert run_json("verify", path)["valid"]
    for _ in range(4):
        run("undo", path)
    assert set(ever(path)) == before
    assert run_json("verify", path)["valid"]


main()
