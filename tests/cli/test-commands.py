#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every command of the program on small synthetic files, tried as a user would."""
import csv
import hashlib
import json
import math
import os
import re
import sqlite3
import subprocess

from tap import case, main, polygon, run, run_json, tool, write_geojson

# A tenth of a degree would be 10 km; these grids are about 500 m.
WEST, SOUTH, STEP = 120.10, 30.20, 0.005


def square(column, row, width=1.0, height=1.0):
    west, south = WEST + column * STEP, SOUTH + row * STEP
    east, north = west + width * STEP, south + height * STEP
    return [[west, south], [east, south], [east, north], [west, north]]


def notched(column, row):
    """A square whose east side steps back a thousandth of its width in the middle."""
    south_west, south_east, north_east, north_west = square(column, row)
    east, inner = south_east[0], south_east[0] - 0.001 * STEP
    heights = [south_east[1] + share * STEP for share in (0.4, 0.45, 0.55, 0.6)]
    return [south_west, south_east, [east, heights[0]], [inner, heights[1]], [inner, heights[2]],
            [east, heights[3]], north_east, north_west]


def towns(folder):
    return write_geojson(os.path.join(folder, "towns.geojson"), [
        ({"code": "330106001", "name": "柳北街道"}, polygon(square(0, 0, 2, 2))),
        ({"code": "330106002", "name": "柳南街道"}, polygon(square(2, 0, 2, 2)))])


def grids(folder):
    """Eight grids of two towns; row 9 has no geometry, row 10 repeats a code, on land of its own."""
    features = [({"code": f"33010600{1 + column // 2}{column:02}{row}",
                  "name": f"第{4 * (column // 2) + 2 * (column % 2) + row + 1}网格"},
                 polygon(square(column, row))) for column in range(4) for row in range(2)]
    features.append(({"code": "330106001999", "name": "无图网格"}, None))
    features.append(({"code": features[0][0]["code"], "name": "重码网格"}, polygon(square(4, 0))))
    return write_geojson(os.path.join(folder, "grids.geojson"), features)


def project(folder, levels="街道,网格"):
    path = os.path.join(folder, "test.wangge")
    run("new", path, "--levels", levels)
    run("import", path, towns(folder), "--level", "街道")
    run("import", path, grids(folder), "--level", "网格")
    return path


def stroke(path):
    """Cuts the grids of the lower row of the first town across."""
    y = SOUTH + STEP * 0.4
    return run_json("split", path, "--line",
                    f"LINESTRING ({WEST - STEP / 2} {y}, {WEST + STEP * 2.2} {y + STEP * 0.1})")


def content(path):
    """The truth tables, as one digest."""
    digest = hashlib.sha256()
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
        for table in ("node", "arc", "face", "grid"):
            for row in database.execute(f"SELECT * FROM {table} ORDER BY id"):
                digest.update(repr(row).encode())
    return digest.hexdigest()


@case
def usage(folder):
    for command in ("new", "import", "info", "split", "merge", "assign", "move", "measure", "redraw", "draw",
                    "simplify", "level", "lock", "unlock", "undo", "redo", "history", "changes", "set", "number", "scheme",
                    "verify", "check", "people", "assign-person", "staff-rules",
                    "render", "chart", "export", "sample", "find"):
        assert f"wangge {command} [" in run(command, "--help").stdout, command
    run("new", status=2)
    run("split", os.path.join(folder, "no.wangge"), status=2)
    missing = run("info", os.path.join(folder, "no.wangge"), status=1)
    assert "no such file" in missing.text, missing.text
    missing = run("new", os.path.join(folder, "no", "p.wangge"), status=1)
    assert "no such file or folder" in missing.text, missing.text
    assert "no command" in run("exprot", status=2).text
    run("new", os.path.join(folder, "p.wangge"), "--no-such-option", status=2)
    assert "import" in run("help").stdout
    assert run("--version").stdout.startswith("wangge ")
    assert "splitt" in run("splitt", "p.wangge", status=2).stderr


@case
def new_project(folder):
    path = os.path.join(folder, "new.wangge")
    run("new", path, "--levels", "乡镇,村,网格", "--crs", "EPSG:4549")
    info = run_json("info", path)
    assert [level["name"] for level in info["levels"]] == ["乡镇", "村", "网格"]
    assert [level["grids"] for level in info["levels"]] == [0, 0, 0]
    assert info["crs"] == "EPSG:4549" and info["extent"] is None
    run("new", path, "--levels", "a,b", status=1)
    run("new", os.path.join(folder, "bad.wangge"), "--levels", "a,b", "--crs", "EPSG:4326", status=1)
    run("new", os.path.join(folder, "bad.wangge"), "--levels", "a,a", status=2)
    assert not os.path.exists(os.path.join(folder, "bad.wangge"))


@case
def import_nests_and_reports(folder):
    path = os.path.join(folder, "test.wangge")
    run("new", path, "--levels", "街道,网格")
    first = run_json("import", path, towns(folder), "--level", "街道")
    assert first["grids"] == 2, first
    second = run_json("import", path, grids(folder), "--level", "网格")
    assert second["rows"] == 10 and second["grids"] == 9, second
    kinds = set(second["problem_counts"])
    assert {"no-geometry", "duplicate-code"} <= kinds, kinds
    info = run_json("info", path)
    assert [level["grids"] for level in info["levels"]] == [2, 9]
    assert info["faces"] == 9 and info["unowned_faces"] == 0
    assert info["crs"] == "EPSG:4549"
    west, south, east, north = info["extent"]
    assert abs(west - WEST) < 1e-4 and abs(east - (WEST + 5 * STEP)) < 1e-4
    assert abs(south - SOUTH) < 1e-4 and abs(north - (SOUTH + 2 * STEP)) < 1e-4
    run("import", path, grids(folder), "--level", "没有", status=2)
    run("import", path, os.path.join(folder, "missing.shp"), "--level", "网格", status=1)


@case
def import_closes_slivers_and_resolves_overlaps(folder):
    source = write_geojson(os.path.join(folder, "dirty.geojson"), [
        # A notch about 0.5 m deep against the second, which overlaps the third by 50 m.
        ({"code": "1", "name": "甲"}, polygon(notched(0, 0))),
        ({"code": "2", "name": "乙"}, polygon(square(1, 0))),
        ({"code": "3", "name": "丙"}, polygon(square(1.9, 0)))])
    path = os.path.join(folder, "dirty.wangge")
    run("new", path, "--levels", "街道,网格")
    report = run_json("import", path, source, "--level", "网格")
    decisions = report["decisions"]
    assert decisions["gap-closed"]["count"] == 1, decisions
    assert decisions["overlap-resolved"]["count"] == 1, decisions
    overlap = decisions["overlap-resolved"]["items"][0]
    assert {overlap["winner"]["code"], overlap["loser"]["code"]} == {"2", "3"}, overlap
    expected = 0.1 * STEP * 111320 * math.cos(math.radians(30.2)) * STEP * 110850
    assert abs(overlap["m2"] - expected) < 0.02 * expected, (overlap, expected)
    assert run_json("verify", path)["valid"]


@case
def split_undo_redo(folder):
    path = project(folder)
    before, digest = run_json("info", path), content(path)
    parts = stroke(path)["parts"]
    assert len(parts) == 2, parts
    after, digest_after = run_json("info", path), content(path)
    assert after["levels"][1]["grids"] == before["levels"][1]["grids"] + 2
    assert after["faces"] == before["faces"] + 2
    assert abs(after["area_m2"] - before["area_m2"]) < 0.5
    for part in parts:
        assert part["area_m2"] <= part["from_area_m2"], "the larger part keeps the code"
        assert part["code"] not in ("", part["from"])
    assert run_json("verify", path)["valid"]

    run("undo", path)
    assert content(path) == digest
    assert run_json("info", path) == before
    run("redo", path)
    assert content(path) == digest_after
    history = run_json("history", path)
    assert [row["kind"] for row in history] == ["import", "import", "split"]

    for _ in range(3):
        run("undo", path)
    run("undo", path, status=1)
    assert [level["grids"] for level in run_json("info", path)["levels"]] == [0, 0]
    for _ in range(3):
        run("redo", path)
    run("redo", path, status=1)
    assert content(path) == digest_after
    assert run_json("verify", path)["valid"]


@case
def split_refuses(folder):
    path = project(folder)
    digest = content(path)
    run("split", path, "--line", "LINESTRING (0 0, 1 1)", status=1)
    run("split", path, "--line", "POINT (1 1)", status=1)
    run("split", path, "--line", f"LINESTRING ({WEST} {SOUTH}, {WEST} {SOUTH})", status=1)
    run("split", path, "--line", "LINESTRING (120 30, 121 31)", "--grid", "nothing", status=1)
    assert content(path) == digest
    y = SOUTH + STEP / 2
    line = f"LINESTRING ({WEST - STEP} {y}, {WEST + 6 * STEP} {y})"
    parts = run_json("split", path, "--line", line, "--grid", "330106001000")["parts"]
    assert [part["from"] for part in parts] == ["330106001000"]


@case
def split_by_lines_and_rings(folder):
    path = project(folder)

    def at(column, row):
        return f"{WEST + column * STEP} {SOUTH + row * STEP}"

    lines = f"MULTILINESTRING (({at(0.3, -0.2)}, {at(0.3, 1.2)}), ({at(0.6, -0.2)}, {at(0.6, 1.2)}))"
    parts = run_json("split", path, "--line", lines, "--grid", "330106001000", "--keep",
                     at(0.1, 0.5))["parts"]
    assert len(parts) == 2, parts
    largest = max(part["area_m2"] for part in parts)
    assert parts[0]["from_area_m2"] < 0.9 * largest, "the part at the place keeps the code"
    run("undo", path)
    ring = f"POLYGON (({at(0.3, 0.3)}, {at(0.6, 0.3)}, {at(0.6, 0.6)}, {at(0.3, 0.6)}, {at(0.3, 0.3)}))"
    parts = run_json("split", path, "--line", ring, "--special")["parts"]
    assert len(parts) == 1 and parts[0]["special"], parts
    run("split", path, "--line", lines, "--keep", "nobody", status=2)
    assert run_json("verify", path)["valid"]


@case
def lock_and_unlock(folder):
    path = project(folder)
    assert run_json("lock", path, "--grid", "330106001000, 330106001010")["locked"] \
        == ["330106001000", "330106001010"]
    run("lock", path, "--grid", "330106001000", status=1)
    run("lock", path, "--grid", "nothing", status=1)
    run("lock", path, status=2)
    digest = content(path)
    y = SOUTH + STEP / 2
    line = f"LINESTRING ({WEST - STEP} {y}, {WEST + 6 * STEP} {y})"
    refused = run("split", path, "--line", line, status=1)
    assert "“第1网格” is locked" in refused.stderr, refused.stderr
    run("merge", path, "--grids", "330106001000,330106001001", "--into", "330106001001", status=1)
    assert content(path) == digest
    run("import", path, grids(folder), "--level", "网格", status=1)
    assert run_json("info", path)["locked"] == ["330106001000", "330106001010"]
    run("unlock", path, "--grid", "330106001000,330106001010")
    assert run_json("info", path)["locked"] == []
    assert run_json("lock", path, "--level", "街道")["pinned"] == ["街道"]
    run("undo", path)
    info = run_json("info", path)
    assert info["pinned"] == [] and info["levels"][1]["households"] == [200, 300, 500], info["levels"]
    assert run_json("verify", path)["valid"]


@case
def merge_and_assign(folder):
    path = project(folder)
    before, digest = run_json("info", path), content(path)
    codes = ["330106001000", "330106001001", "330106001010"]
    result = run_json("merge", path, "--grids", ",".join(codes), "--into", codes[0])
    assert [grid["code"] for grid in result["takers"]] == codes[:1], result
    assert [grid["code"] for grid in result["retired"]] == codes[1:] and not result["losers"]
    after = run_json("info", path)
    assert after["levels"][1]["grids"] == before["levels"][1]["grids"] - 2
    assert after["faces"] == before["faces"] - 2 and abs(after["area_m2"] - before["area_m2"]) < 0.5
    assert run_json("verify", path)["valid"]

    merged = content(path)
    west, south = WEST + 0.5 * STEP, SOUTH + 0.5 * STEP
    east, north = WEST + 2.5 * STEP, SOUTH + 1.5 * STEP
    corners = f"{west} {south}, {east} {south}, {east} {north}, {west} {north}, {west} {south}"
    polygon_wkt = f"POLYGON (({corners}))"
    result = run_json("assign", path, "--polygon", polygon_wkt, "--to", codes[0])
    assert [grid["code"] for grid in result["takers"]] == codes[:1], result
    assert len(result["losers"]) == 3 and not result["retired"], result
    assert run_json("verify", path)["valid"]
    assert [row["kind"] for row in run_json("history", path)][2:] == ["merge", "assign"]
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
        rows = database.execute("SELECT old_grid, new_grid, kind, area FROM lineage").fetchall()
    for kind, faces in (("merge", 2), ("assign", 1)):
        # A merge of two grids; half of a town's row and of the next one's.
        assert sum(area for old, new, row_kind, area in rows if row_kind == kind and old and new) \
            > faces * 200000, rows
    # The second town loses land to the first, too.
    assert (1, 2) in {(new, old) for old, new, _, _ in rows}, rows

    run("assign", path, "--polygon", polygon_wkt, "--to", codes[0], status=1)
    run("assign", path, "--polygon", "LINESTRING (0 0, 1 1)", "--to", codes[0], status=1)
    run("assign", path, "--polygon", polygon_wkt, "--to", codes[1], status=1)
    run("assign", path, "--polygon", polygon_wkt, status=2)
    run("merge", path, "--grids", "330106001", "--into", codes[0], status=1)
    run("merge", path, "--grids", codes[0], status=2)
    run("undo", path)
    assert content(path) == merged
    run("undo", path)
    assert content(path) == digest and run_json("info", path) == before
    assert run_json("verify", path)["valid"]
    run("redo", path)
    assert content(path) == merged


@case
def merge_of_parents(folder):
    path = project(folder)
    digest = content(path)
    result = run_json("merge", path, "--grids", "330106001,330106002", "--into", "330106001")
    assert [grid["code"] for grid in result["retired"]] == ["330106002"], result
    assert run_json("verify", path)["valid"]
    merged = content(path)
    run("undo", path)
    assert content(path) == digest and run_json("verify", path)["valid"]
    run("redo", path)
    assert content(path) == merged and run_json("verify", path)["valid"]


@case
def move_a_node(folder):
    path = project(folder)
    digest = content(path)
    node = f"{WEST + STEP} {SOUTH + STEP}"
    to = f"{WEST + 1.2 * STEP} {SOUTH + 1.1 * STEP}"
    points = run_json("move", path, "--from", node, "--to", to)
    assert math.dist(points["from"], points["to"]) > 50, points
    moved = content(path)
    assert moved != digest and run_json("verify", path)["valid"]
    refused = run("move", path, "--from", to, "--to", f"{WEST + 3 * STEP} {SOUTH + STEP / 2}",
                  status=1)
    assert refused.stderr.strip(), refused
    run("move", path, "--from", node, "--to", to, status=1)
    run("move", path, "--from", to, status=2)
    assert content(path) == moved
    middle = f"{WEST + 2 * STEP} {SOUTH + STEP / 2}"
    inner = f"{WEST + 1.9 * STEP} {SOUTH + STEP / 2}"
    run_json("move", path, "--from", middle, "--insert", "--to", inner)
    assert run_json("verify", path)["valid"]
    run_json("move", path, "--from", inner, "--delete")
    assert content(path) == moved
    assert [row["kind"] for row in run_json("history", path)][2:] == ["move-border"] * 3
    for _ in range(3):
        run("undo", path)
    assert content(path) == digest


@case
def move_touches_and_slides_but_does_not_cross(folder):
    path = project(folder)
    digest = content(path)
    corner = f"{WEST + STEP} {SOUTH + 0.5 * STEP}"
    run_json("move", path, "--from", corner, "--insert", "--to", f"{WEST + 1.2 * STEP} {SOUTH + 0.5 * STEP}")
    at = f"{WEST + 1.2 * STEP} {SOUTH + 0.5 * STEP}"
    crossed = run("move", path, "--from", at, "--to", f"{WEST + 2.2 * STEP} {SOUTH + 0.5 * STEP}", status=1)
    assert "cross" in crossed.stderr and "At " in crossed.stderr, crossed.stderr
    # Onto the border on the other side: the grid between is in two pieces.
    touched = run_json("move", path, "--from", at, "--to", f"{WEST + 2 * STEP} {SOUTH + 0.5 * STEP}",
                       "--reason", "杭府〔2026〕3号")
    assert touched["numbers"], touched
    assert run_json("verify", path)["valid"]
    assert run_json("history", path)[-1]["reason"] == "杭府〔2026〕3号", run_json("history", path)[-1]
    run("undo", path)
    run("undo", path)
    assert content(path) == digest
    # A junction on a locked border slides along it.
    run("lock", path, "--grid", "330106001000", "--reason", "边界已备案")
    assert run_json("history", path)[-1]["reason"] == "边界已备案"
    slid = run_json("move", path, "--from", f"{WEST + STEP} {SOUTH + STEP}", "--to",
                    f"{WEST + 0.8 * STEP} {SOUTH + 1.1 * STEP}")
    assert abs(slid["to"][1] - slid["from"][1]) < 1 and slid["from"][0] - slid["to"][0] > 50, slid
    assert run_json("verify", path)["valid"]


def wkt_line(points):
    return "LINESTRING (" + ", ".join(f"{x} {y}" for x, y in points) + ")"


def wkt_polygon(points):
    return "POLYGON ((" + ", ".join(f"{x} {y}" for x, y in points + points[:1]) + "))"


@case
def redraw_borders(folder):
    path = project(folder)
    digest = content(path)
    middle = WEST + STEP
    inner = [(middle, SOUTH), (middle - 0.2 * STEP, SOUTH + STEP / 2), (middle, SOUTH + STEP)]
    result = run_json("redraw", path, "--line", wkt_line(inner))
    takers, losers = result["takers"], result["losers"]
    assert len(takers) == len(losers) == 1 and result["retired"] == [], result
    assert 1.15 < takers[0]["area_m2"] / losers[0]["area_m2"] < 1.3, result
    assert run_json("verify", path)["valid"]
    # The rim, outward and inward; the ends run over.
    west = [(WEST + 0.1 * STEP, SOUTH + 0.2 * STEP), (WEST - STEP, SOUTH + 0.2 * STEP),
            (WEST - STEP, SOUTH + 0.8 * STEP), (WEST + 0.1 * STEP, SOUTH + 0.8 * STEP)]
    grown = run_json("redraw", path, "--line", wkt_line(west))["takers"]
    assert grown[0]["code"] == losers[0]["code"], grown
    assert 1.5 < grown[0]["area_m2"] / losers[0]["area_m2"] < 1.8, grown
    assert run_json("verify", path)["valid"]
    back = run_json("redraw", path, "--line", wkt_line([(WEST, SOUTH), (WEST, SOUTH + STEP)]),
                    "--grid", grown[0]["code"])
    assert abs(back["losers"][0]["area_m2"] - losers[0]["area_m2"]) < 1, back
    assert run_json("verify", path)["valid"]
    assert [row["kind"] for row in run_json("history", path)][2:] == ["redraw"] * 3

    flipped = run_json("redraw", path, "--line", wkt_line(inner[:1] + [(middle + 0.9 * STEP, SOUTH + STEP / 2)]
                                                          + inner[2:]), "--flip")
    run("undo", path)
    plain = run_json("redraw", path, "--line", wkt_line(inner[:1] + [(middle + 0.9 * STEP, SOUTH + STEP / 2)]
                                                        + inner[2:]))
    assert plain != flipped
    run("undo", path)

    before = content(path)
    refused = run("redraw", path, "--line", wkt_line([(0.5, 0.5), (0.6, 0.6)]), status=1)
    assert refused.stderr.strip()
    refused = run("redraw", path, "--line", wkt_line([(WEST + 0.3 * STEP, SOUTH + 0.3 * STEP),
                                                      (WEST + 0.6 * STEP, SOUTH + 0.6 * STEP)]), status=1)
    assert len(refused.stderr.strip().splitlines()) == 2, refused.stderr
    run("redraw", path, "--line", wkt_line(inner), "--grid", "nothing", status=1)
    run("redraw", path, "--line", "POINT (1 1)", status=1)
    run("redraw", path, status=2)
    assert content(path) == before
    for _ in range(3):
        run("undo", path)
    assert content(path) == digest


@case
def draw_grids(folder):
    path = project(folder)
    digest = content(path)
    outside = square(5, 0)
    alone = run_json("draw", path, "--polygon", wkt_polygon(outside), "--level", "网格")
    assert alone["parent"] == "" and alone["clipped"] == [], alone
    assert [share["code"] for share in alone["taken"]] == [""] and alone["name"], alone
    over = square(3.5, 0.5)
    clipped = run_json("draw", path, "--polygon", wkt_polygon(over), "--level", "网格")
    assert len(clipped["clipped"]) == 3 and len(clipped["taken"]) == 1, clipped
    assert clipped["parent"] == "330106002" and clipped["code"].startswith("330106002"), clipped
    whole = sum(share["area_m2"] for share in clipped["clipped"] + clipped["taken"])
    run("undo", path)
    taken = run_json("draw", path, "--polygon", wkt_polygon(over), "--level", "网格", "--from", "all",
                     "--name", "新网格", "--code", "330106002777", "--special")
    assert abs(taken["area_m2"] - whole) < 2 and taken["clipped"] == [], taken
    assert (taken["code"], taken["name"]) == ("330106002777", "新网格"), taken
    assert run_json("verify", path)["valid"]
    run("undo", path)
    one = clipped["clipped"][0]["code"]
    some = run_json("draw", path, "--polygon", wkt_polygon(over), "--level", "网格", "--from", one)
    assert one in [share["code"] for share in some["taken"]] and len(some["clipped"]) == 2, some
    run("undo", path)
    kept = run_json("draw", path, "--polygon", wkt_polygon(over), "--level", "网格", "--from", "all",
                    "--keep", one)
    assert [share["code"] for share in kept["clipped"]] == [one], kept
    run("undo", path)
    run("undo", path)
    assert content(path) == digest

    inside = square(0.2, 0.2, 0.5, 0.5)
    refused = run("draw", path, "--polygon", wkt_polygon(inside), "--level", "网格", status=1)
    assert refused.stderr.strip()
    run("draw", path, "--polygon", wkt_polygon(square(0, 0)), "--level", "网格", "--from", "all", status=1)
    run("draw", path, "--polygon", wkt_polygon(inside), "--level", "nothing", status=2)
    run("draw", path, "--polygon", wkt_polygon(inside), status=2)
    run("draw", path, "--polygon", wkt_polygon(outside), "--level", "网格", "--code", "330106001001"[:9],
        status=1)
    assert content(path) == digest


@case
def draw_a_map_from_nothing(folder):
    path = os.path.join(folder, "empty.wangge")
    run("new", path, "--levels", "社区,网格")
    digest = content(path)
    first = run_json("draw", path, "--polygon", wkt_polygon(square(0, 0)), "--level", "网格")
    assert first["name"] == "第一网格" and first["area_m2"] > 200000, first
    second = run_json("draw", path, "--polygon", wkt_polygon(square(1, 0)), "--level", "网格",
                      "--code", "G002")
    assert second["name"] == "第二网格", second
    assert run_json("verify", path)["valid"]
    assert run_json("info", path)["crs"]
    run("undo", path)
    run("undo", path)
    assert content(path) == digest and run_json("verify", path)["valid"]
    run("redo", path)
    run("redo", path)
    assert run_json("verify", path)["valid"]
    metres = "POLYGON ((520000 3340000, 520500 3340000, 520500 3340500, 520000 3340500))"
    other = os.path.join(folder, "metres.wangge")
    run("new", other, "--levels", "社区,网格")
    run("draw", other, "--polygon", metres, "--level", "网格", status=1)
    drawn = run_json("draw", other, "--polygon", metres, "--level", "网格", "--crs", "EPSG:4549")
    assert 240000 < drawn["area_m2"] < 260000, drawn


@case
def simplify_and_undo(folder):
    path = project(folder)
    towns_file = os.path.join(folder, "notched.wangge")
    run("new", towns_file, "--levels", "街道,网格")
    run("import", towns_file, write_geojson(os.path.join(folder, "notched.geojson"), [
        ({"code": "330106001001", "name": "第一网格"}, polygon(notched(0, 0))),
        ({"code": "330106001002", "name": "第二网格"}, polygon(square(0, 1)))]), "--level", "网格")
    digest = content(towns_file)
    look = run_json("simplify", towns_file, "--tolerance", "2", "--dry-run")
    assert content(towns_file) == digest
    done = run_json("simplify", towns_file, "--tolerance", "2", "--grid", "330106001001")
    assert done["vertices_before"] - done["vertices_after"] == 4, done
    assert look["vertices_before"] - look["vertices_after"] == 4, look
    assert run_json("verify", towns_file)["valid"]
    run("simplify", towns_file, "--tolerance", "2", status=1)
    run("undo", towns_file)
    assert content(towns_file) == digest
    assert look["numbers"] == done["numbers"], (look, done)
    row = done["numbers"][0]
    assert row["code"] == "330106001001" and row["after"]["area_m2"] > row["before"]["area_m2"], done
    smooth = run_json("simplify", towns_file, "--tolerance", "5", "--smooth", "--level", "网格")
    assert run_json("verify", towns_file)["valid"] and smooth["borders"] > 0
    assert run_json("history", towns_file)[-1]["kind"] == "smooth-borders"
    for wrong in (("--tolerance", "0"), (), ("--tolerance", "2", "--level", "无此层")):
        run("simplify", path, *wrong, status=2)
    run("simplify", path, "--tolerance", "2", "--grid", "999", status=1)


@case
def sizes_of_a_level(folder):
    path = project(folder)
    digest = content(path)
    set_to = run_json("level", path, "--level", "网格", "--households", "0,300,500", "--area",
                      "1000,2000,400000", "--reason", "新标准")
    assert set_to[1]["households"] == {"min": 0, "target": 300, "max": 500}, set_to
    assert run_json("level", path) == set_to
    assert run_json("history", path)[-1]["reason"] == "新标准"
    assert run("level", path).stdout.count("–") == 12
    run("undo", path)
    assert content(path) == digest
    for wrong in (("--level", "网格"), ("--people", "1,2,3"), ("--level", "网格", "--people", "3,2,1"),
                  ("--level", "网格", "--people", "1,2"), ("--level", "无", "--people", "1,2,3")):
        run("level", path, *wrong, status=2)
    assert content(path) == digest


@case
def measure_lines_and_areas(folder):
    path = project(folder)
    digest = content(path)
    corner = square(0, 0)
    line = run_json("measure", path, "--line", wkt_line(corner[:3]))
    east, north = line["segments"]
    assert abs(east["length_m"] + north["length_m"] - line["length_m"]) < 0.002, line
    # A thousandth of five degrees: the meridian of the ellipsoid, and the parallel at 30.2 degrees.
    assert abs(north["length_m"] - 554.24) < 0.1 and abs(east["length_m"] - 481.2) < 0.5, line
    # From grid north, which is not true north away from the central meridian.
    turn = (north["azimuth"] + 180) % 360 - 180
    assert abs(turn) < 1.6 and abs(east["azimuth"] - turn - 90) < 0.05, line
    area = run_json("measure", path, "--polygon", wkt_polygon(corner))
    assert abs(area["area_m2"] - 2 * line["closed_area_m2"]) < 30, (area, line)
    assert abs(area["perimeter_m"] - 2 * line["length_m"]) < 0.5, (area, line)
    assert len(area["rings"]) == 1 and len(area["rings"][0]["segments"]) == 4, area
    crossing = [corner[0], corner[2], corner[1], corner[3]]
    assert run_json("measure", path, "--polygon", wkt_polygon(crossing))["area_m2"] is None
    text = run("measure", path, "--line", wkt_line(corner[:2])).stdout
    assert "azimuth" in text and "Length" in text, text
    empty = os.path.join(folder, "empty.wangge")
    run("new", empty, "--levels", "社区,网格")
    assert abs(run_json("measure", empty, "--line", wkt_line(corner[:3]))["length_m"]
               - line["length_m"]) < 0.01
    for wrong in ((), ("--line", "LINESTRING (1 1, 2 2)", "--polygon", "POLYGON ((1 1, 2 2, 3 1))")):
        run("measure", path, *wrong, status=2)
    run("measure", path, "--line", "POINT (1 1)", status=1)
    run("measure", path, "--polygon", wkt_line(corner[:2]), status=1)
    assert content(path) == digest


@case
def changes_between_moments(folder):
    path = project(folder)
    codes = ["330106001000", "330106001001", "330106001010"]
    run("merge", path, "--grids", ",".join(codes[:2]), "--into", codes[0], "--reason", "柳政复〔2026〕8号")
    parts = stroke(path)["parts"]
    run("set", path, "--grids", codes[2], "--name", "新{name}", "--kind", "special")

    nothing = run_json("changes", path, "--since", "5", "--until", "5")
    assert not nothing["grids"] and not nothing["flows"], nothing
    merged = run_json("changes", path, "--since", "2", "--until", "3")
    assert [(grid["code"], grid["changes"]) for grid in merged["grids"]] == [
        (codes[0], ["land"]), (codes[1], ["retired"])], merged
    assert [(flow["from"], flow["to"]) for flow in merged["flows"]] == [(codes[1], codes[0])]
    assert merged["grids"][1]["after"] is None
    moved = merged["flows"][0]["area_m2"]
    assert abs(merged["grids"][0]["after"]["area_m2"] - merged["grids"][0]["before"]["area_m2"] - moved) < 0.01

    whole = run_json("changes", path, "--since", "2")
    kinds = {grid["code"]: grid["changes"] for grid in whole["grids"]}
    assert kinds[codes[2]] == ["land", "name"], kinds
    assert all(kinds[part["code"]] == ["added"] for part in parts)
    for grid in whole["grids"]:
        before = grid["before"]["area_m2"] if grid["before"] else 0
        after = grid["after"]["area_m2"] if grid["after"] else 0
        assert abs(after - before - grid["gained_m2"] + grid["lost_m2"]) < 0.1, grid

    lineage = run_json("history", path, "--lineage", "--grid", codes[1])
    assert lineage.pop(0)["from"]["code"] == "330106001", "the import took it out of the town's land"
    assert [(row["from"]["code"], row["to"]["code"], row["kind"], row["reason"]) for row in lineage] == [
        (codes[1], codes[0], "merge", "柳政复〔2026〕8号")], lineage
    assert lineage[0]["from"]["retired"] and abs(lineage[0]["area_m2"] - moved) < 0.01
    rows = run_json("history", path, "--lineage")
    assert len([row for row in rows if row["kind"] != "import"]) == 1 + len(parts), rows

    tomorrow = run_json("changes", path, "--since", "2001-01-01", "--until", "2999-01-01")
    assert tomorrow["since"] == 0 and tomorrow["until"] == 5, tomorrow
    run("changes", path, "--since", "77", status=2)
    run("changes", path, "--since", "yesterday", status=2)
    run("changes", path, "--since", "4", "--until", "3", status=2)
    run("changes", path, status=2)
    run("history", path, "--lineage", "--grid", "nobody", status=1)
    run("undo", path)
    run("changes", path, "--since", "5", status=2)
    assert run_json("verify", path)["valid"]


@case
def changes_as_files(folder):
    path = project(folder)
    code = "330106001000"
    run("merge", path, "--grids", f"{code},330106001001", "--into", code)
    before = content(path)
    for name in ("r.xlsx", "r.csv", "r.pdf"):
        run("changes", path, "--since", "2", "-o", os.path.join(folder, name), env={"LC_ALL": "zh_CN.UTF-8", "LANGUAGE": "zh_CN"})
    assert content(path) == before
    rows = open(os.path.join(folder, "r.csv"), encoding="utf-8-sig").read().splitlines()
    assert len(rows) == 3 and code in rows[1], rows
    text = subprocess.run([tool("pdftotext"), os.path.join(folder, "r.pdf"), "-"], capture_output=True,
                          text=True, check=True).stdout
    assert code in text and "柳北街道" in text, text
    info = subprocess.run([tool("ogrinfo"), "-ro", "-al", os.path.join(folder, "r.xlsx")],
                          capture_output=True, text=True, check=True).stdout
    assert f"(String) = {code}" in info and info.count("Layer name:") == 3, info
    run("changes", path, "--since", "2", "-o", os.path.join(folder, "r.doc"), status=1)
    run("changes", path, "--since", "2", "-o", os.path.join(folder, "no", "r.pdf"), status=1)
    assert not [name for name in os.listdir(folder) if "part" in name]


@case
def set_several_grids(folder):
    path = project(folder)
    codes = ["330106001000", "330106001001", "330106001010"]
    done = run_json("set", path, "--grids", ",".join(codes), "--name", "河东第{zh}网格", "--kind", "special")
    assert [grid["name"] for grid in done] == ["河东第一网格", "河东第二网格", "河东第三网格"], done
    assert {grid["kind"] for grid in done} == {"special"}
    run("set", path, "--grids", ",".join(codes), "--kind", "special", status=1)
    done = run_json("set", path, "--grids", ",".join(codes), "--property-type", "mixed", "--mgmt-class", "2",
                    "--note", "沿街商铺")
    assert {(grid["property_type"], grid["mgmt_class"], grid["note"]) for grid in done} == {
        ("mixed", 2, "沿街商铺")}, done
    run("undo", path)
    run("set", path, "--grids", codes[0], "--property-type", "palace", status=2)
    run("set", path, "--grids", codes[0], "--mgmt-class", "4", status=2)
    run("set", path, "--grids", ",".join(codes), "--name", "同名网格", status=1)
    run("set", path, "--grids", codes[0], "--parent", codes[1], status=1)
    run("set", path, "--grids", codes[0], "--kind", "green", status=2)
    run("set", path, "--grids", codes[0], status=2)
    run("set", path, "--kind", "special", status=2)

    moved = run_json("set", path, "--grids", codes[0], "--parent", "330106002")
    assert moved[0]["parent"] == "330106002" and run_json("verify", path)["valid"]
    flows = run_json("changes", path, "--since", "3")["flows"]
    assert [(flow["from"], flow["to"]) for flow in flows] == [("330106001", "330106002")], flows
    assert [row["kind"] for row in run_json("history", path)][2:] == ["grid-attributes", "reparent"]
    rest = [code for code in codes[1:] + ["330106001011"]]
    run("set", path, "--grids", ",".join(rest), "--parent", "330106002", status=1)
    run("set", path, "--grids", ",".join(rest), "--parent", "330106002", "--name", "移{n}", "--retire")
    assert run_json("verify", path)["valid"] and run_json("info", path)["levels"][0]["grids"] == 1
    run("undo", path)
    run("undo", path)
    assert run_json("info", path)["levels"][0]["grids"] == 2


@case
def number_grids(folder):
    """Rows from the north, a free code stays taken, the table goes along, one undo."""
    path = project(folder)
    before = content(path)
    table = os.path.join(folder, "codes.csv")
    run("number", path, status=2)
    run("number", path, "--level", "网格", "--order", "line", status=2)
    run("number", path, "--level", "网格", "--profile", "none", status=2)
    run("number", path, "--level", "网格", "--pattern", "{parent}", status=1)
    shown = run_json("number", path, "--level", "网格", "--parent", "330106001", "--dry-run")
    assert shown["changed"] == 0 and content(path) == before
    done = run_json("number", path, "--level", "网格", "--parent", "330106001", "--names", "第{n}片",
                    "--out", table)
    codes = [(row["old_code"], row["code"], row["name"]) for row in done["grids"]]
    assert codes == [("330106001001", "330106001001", "第1片"), ("330106001011", "330106001002", "第2片"),
                     ("330106001000", "330106001003", "第3片"), ("330106001010", "330106001004", "第4片")], codes
    with open(table, encoding="utf-8-sig", newline="") as file:
        assert [row["New code"] for row in csv.DictReader(file)] == [code for _, code, _ in codes]
    assert run_json("verify", path)["valid"]
    # 330106001011 was given once: no other grid may have it.
    assert run_json("number", path, "--level", "网格", "--parent", "330106001", "--dry-run",
                    "--pattern", "{parent}{nnn:11-11}")["grids"][0]["outcome"] == "full"
    columns = run_json("number", path, "--level", "网格", "--parent", "330106002", "--order", "columns",
                       "--pattern", "{parent}{nn}{kind:A,Z}", "--reason", "浙民函〔2026〕7号")
    assert [row["code"] for row in columns["grids"]] == [f"3301060020{n}A" for n in (1, 2, 3, 4)]
    run("undo", path)
    run("undo", path)
    assert content(path) == before


@case
def schemes_beside_one_another(folder):
    """A draft has its own land and history; it is compared, adopted, and another net is measured."""
    path = project(folder)
    before = content(path)
    run("scheme", path, "--add", "草案", "--open", "草案", status=2)
    run("scheme", path, "--rename", "草案", status=2)
    run("scheme", path, "--adopt", "草案", "--date", "2027-02-30", status=2)
    run("scheme", path, "--open", "没有", status=1)
    first = run_json("scheme", path)[0]["name"]
    run("scheme", path, "--add", "草案")
    run("scheme", path, "--add", "草案", status=1)
    run("scheme", path, "--remove", first, status=1)
    run("scheme", path, "--open", "草案")
    assert content(path) == before
    run("undo", path, status=1)
    run("merge", path, "--grids", "330106001000,330106001001", "--into", "330106001000")
    assert run_json("verify", path)["valid"]
    sheet, chart = os.path.join(folder, "differences.xlsx"), os.path.join(folder, "differences.pdf")
    for out in (sheet, chart):
        run("scheme", path, "--compare", first, "-o", out)
        assert os.path.getsize(out) > 2000
    found = run_json("scheme", path, "--compare", first)
    assert found["kindred"] and found["grids_changed"] == 2
    moved = {row["level"]: row["area_m2"] for row in found["moved"]}
    assert moved["街道"] == 0 and 240000 < moved["网格"] < 290000, moved
    assert found["borders"]["length_m"] > found["borders"]["same_m"] > 0
    assert abs(found["borders_back"]["same_m"] - found["borders_back"]["length_m"]) < 0.1
    rows = run_json("scheme", path, "--adopt", "草案", "--date", "2027-01-01")["schemes"]
    assert [(row["name"], row["kind"], row["adopted"], row["open"]) for row in rows] == [
        (first, "past", None, False), ("草案", "in-force", "2027-01-01", True)]

    # Another department's net, 7.7 m to the east, as it came.
    run("scheme", path, "--add", "公安网", "--empty", "--kind", "net", "--levels", "片区,警务网格")
    run("scheme", path, "--open", "公安网")
    net = write_geojson(os.path.join(folder, "net.geojson"), [
        ({"code": f"P{column}{row}"}, polygon([[x + 0.00008, y] for x, y in square(column, row)]))
        for column in range(4) for row in range(2)])
    run("import", path, net, "--level", "警务网格")
    found = run_json("scheme", path, "--compare", first)
    assert not found["kindred"] and abs(found["borders"]["worst_m"] - 7.7) < 0.2, found["borders"]
    assert found["borders"]["near_m"] > 5000 and found["borders"]["places"][0]["length_m"] > 100
    # Its districts, which it has not, are not our streets; its grids are ours by their land, but for strips.
    moved = {row["level"]: row["area_m2"] for row in found["moved"]}
    assert moved["片区"] == 0 and 1000 < moved["警务网格"] < 0.2 * 8 * 267000, moved
    run("scheme", path, "--open", first)
    assert content(path) == before
    run("scheme", path, "--remove", "公安网")
    assert len(run_json("scheme", path)) == 2
    assert run_json("verify", path)["valid"]


@case
def layers_are_valid_for_other_programs(folder):
    tool("ogrinfo")
    path = project(folder)
    stroke(path)
    for layer, count in (("街道", 2), ("网格", 11)):
        text = subprocess.run(["ogrinfo", "-ro", "-so", path, layer], capture_output=True, text=True,
                              check=True).stdout
        assert f"Feature Count: {count}" in text, text
        assert "4549" in text and "Polygon" in text, text
        valid = subprocess.run(["ogrinfo", "-ro", "-q", path, "-dialect", "SQLite", "-sql",
                                f'SELECT count(*) AS n FROM "{layer}" WHERE ST_IsValid(geom)'],
                               capture_output=True, text=True, check=True).stdout
        assert f"= {count}" in valid, valid


@case
def export_and_import_again(folder):
    path = project(folder)
    stroke(path)
    info = run_json("info", path)
    for ending in ("gpkg", "geojson", "shp"):
        out = os.path.join(folder, f"out.{ending}")
        run("export", path, out)
        again = os.path.join(folder, f"again-{ending}.wangge")
        run("new", again, "--levels", "街道,网格", "--crs", info["crs"])
        for level in ("街道", "网格"):
            one = ending == "gpkg" or level == "网格"
            source = out if one else os.path.join(folder, f"out_{level}.{ending}")
            layer = ("--layer", level) if ending == "gpkg" else ()
            report = run_json("import", again, source, "--level", level, *layer)
            made = {kind: group for kind, group in report["decisions"].items() if group["count"]}
            assert not made, (ending, made)
        back = run_json("info", again)
        for key in ("levels", "faces", "arcs", "nodes", "vertices"):
            assert back[key] == info[key], (ending, key, back[key], info[key])
        assert abs(back["area_m2"] - info["area_m2"]) < 0.01
    run("export", path, os.path.join(folder, "out.xyz"), status=1)


@case
def export_for_others(folder):
    path = project(folder)
    info = run_json("info", path)
    for ending, crs, read in (("kml", "gcj02", ("--shift", "gcj02", "--layer", "网格")),
                              ("dxf", info["crs"], ("--crs", info["crs"], "--drawing-layer", "网格")),
                              ("shp", "bd09", ("--shift", "bd09"))):
        out = os.path.join(folder, f"out.{ending}")
        report = run_json("export", path, out, "--level", "网格", "--crs", crs, "--encoding", "gbk")
        assert report["files"] == [out] and report["shortened"] == report["replaced"] == 0, report
        again = os.path.join(folder, f"again-{ending}.wangge")
        run("new", again, "--levels", "网格,微网格", "--crs", info["crs"])
        run_json("import", again, out, "--level", "网格", *read)
        back = run_json("info", again)
        assert back["levels"][0]["grids"] == report["grids"], (ending, back["levels"], report)
        for key in ("faces", "arcs", "nodes", "vertices"):
            assert back[key] == info[key], (ending, key, back[key], info[key])
        assert abs(back["area_m2"] - info["area_m2"]) < 0.01
    table = os.path.join(folder, "table.csv")
    public = run_json("export", path, table, "--edition", "public", "--grid", "330106001000")
    with open(table, encoding="utf-8-sig") as file:
        lines = file.read().splitlines()
    assert len(lines) == public["grids"] + 1 and "Note" not in lines[0], lines
    assert '"330106001000\t"' in lines[1], lines[1]
    run("export", path, table, "--edition", "secret", status=2)
    run("export", path, table, "--grid", "nothing", status=1)
    run("export", path, os.path.join(folder, "a.shp"), "--encoding", "KOI8-R", status=1)


@case
def pictures_and_charts(folder):
    path = project(folder)
    png = os.path.join(folder, "map.png")
    run("render", path, "-o", png, "--size", "640x480")
    with open(png, "rb") as file:
        head = file.read(24)
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(head[16:20], "big") == 640 and int.from_bytes(head[20:24], "big") == 480
    run("render", path, "-o", png, "--size", "huge", status=2)
    run("render", path, "-o", "/nowhere/map.png", status=1)

    pdf = os.path.join(folder, "chart.pdf")
    run("chart", path, "--grid", "330106001000", "-o", pdf)
    run("chart", path, "--grid", "nothing", "-o", pdf, status=1)
    tool("pdftotext")
    text = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, text=True, check=True).stdout
    assert "330106001000" in text and "柳北街道" in text and "第1网格" in text, text
    fonts = subprocess.run(["pdffonts", pdf], capture_output=True, text=True, check=True).stdout
    rows = fonts.splitlines()[2:]
    # Halos of letters are glyphs drawn for this file (Type 3), which has no more of them to leave out.
    assert all(" yes yes yes" in line for line in rows if "Type 3" not in line), fonts
    assert all(re.search(r" yes no +yes ", line) for line in rows if "Type 3" in line), fonts
    assert any("NotoSansCJK" in line for line in rows), fonts


@case
def damage_is_found(folder):
    path = project(folder)
    with sqlite3.connect(path) as database:
        database.execute("UPDATE arc SET left_face = right_face WHERE id = 3")
    verdict = json.loads(run("verify", path, "--json", status=1).stdout)
    assert not verdict["valid"]
    with open(path, "r+b") as file:
        file.truncate(os.path.getsize(path) // 2)
    run("info", path, status=1)
    other = os.path.join(folder, "other.wangge")
    with open(other, "w", encoding="utf-8") as file:
        file.write("no project")
    run("info", other, status=1)
    run("split", other, "--line", "LINESTRING (0 0, 1 1)", status=1)


@case
def sample_is_fixed_by_its_seed(folder):
    first, second, third = (os.path.join(folder, f"{name}.wangge") for name in "abc")
    run("sample", first, "--grids", "120", "--seed", "7")
    run("sample", second, "--grids", "120", "--seed", "7")
    run("sample", third, "--grids", "120", "--seed", "8")
    bytes_of = [open(path, "rb").read() for path in (first, second, third)]
    assert bytes_of[0] == bytes_of[1], "same seed, same bytes"
    assert bytes_of[0] != bytes_of[2]
    info = run_json("info", first)
    assert info["levels"][-2]["grids"] + info["levels"][-1]["grids"] >= 120, info
    assert run_json("verify", first)["valid"]


@case
def sentences_are_chinese(folder):
    out = run("info", os.path.join(folder, "no.wangge"), status=1,
              env={"LANGUAGE": "zh_CN", "LC_ALL": "zh_CN.UTF-8"})
    if not any("\u4e00" <= c <= "\u9fff" for c in out.stderr):
        raise AssertionError(out.stderr)



def accept_what_grows(path, area):
    """Land that is much larger than when it was accepted is open again, and that is told."""
    file = sqlite3.connect(path)
    assert abs(file.execute("SELECT number FROM acceptance").fetchone()[0] - area) < 1e-2
    file.execute("UPDATE acceptance SET number = number / 2")
    file.commit()
    found = run_json("check", path, status=1)
    assert found["state"] == "unfinished" and "湖面" in found["findings"][0]["acceptance"], found
    assert "Open again: accepted at " in run("check", path, status=1).stdout
    file.execute("UPDATE acceptance SET number = number * 2")
    file.commit()
    file.close()
    assert run_json("check", path, "--accepted")["state"] == "valid"


@case
def three_states(folder):
    """Warnings leave a plan valid, missing names leave it unfinished, errors make it invalid; findings
    that are open make the exit code 1 in each."""
    square = lambda x: polygon([[120.1 + x, 30.2], [120.105 + x, 30.2], [120.105 + x, 30.205],
                                [120.1 + x, 30.205]])
    hole = lambda x: polygon([[120.101 + x, 30.201], [120.104 + x, 30.201], [120.104 + x, 30.204],
                              [120.101 + x, 30.204]])
    ring = json.loads(json.dumps(square(0)))
    ring["coordinates"].append(list(reversed(hole(0)["coordinates"][0])))
    plans = {
        "valid": (0, [("330106001001", "甲", square(0)), ("330106001002", "乙", square(0.005))]),
        "island": (1, [("330106001001", "甲", ring), ("330106001002", "乙", hole(0))]),
        "unfinished": (1, [("330106001001", "甲", ring)]),
        "invalid": (1, [("330106001001", "甲", square(0)), ("330106001002", "乙", square(0.005)),
                        ("330106001003", "丙", polygon([[120.11, 30.2], [120.11001, 30.2],
                                                        [120.11001, 30.205], [120.11, 30.205]]))]),
    }
    for name, (status, rows) in plans.items():
        path = os.path.join(folder, name + ".wangge")
        source = write_geojson(os.path.join(folder, name + ".geojson"), [
            ({"code": code, "name": text}, shape) for code, text, shape in rows])
        run("new", path, "--levels", "社区,网格")
        run("import", path, source, "--level", "网格")
        found = run_json("check", path, status=status)
        state = "valid" if name == "island" else name
        assert found["state"] == state, (name, found)
        assert (status == 1) == bool(found["findings"]), (name, found)
        assert f"Plan {state}" in run("check", path, status=status).stdout


@case
def check_fixes_and_accepts(folder):
    path = os.path.join(folder, "p.wangge")
    step = 0.005
    source = write_geojson(os.path.join(folder, "g.geojson"), [
        ({"code": f"33010600100{n}", "name": f"第{n}网格"},
         polygon([[120.1 + x * step, 30.2 + y * step], [120.1 + (x + 1) * step, 30.2 + y * step],
                  [120.1 + (x + 1) * step, 30.2 + (y + 1) * step],
                  [120.1 + x * step, 30.2 + (y + 1) * step]]))
        for n, (x, y) in enumerate(((0, 0), (1, 0), (2, 0), (0, 1), (2, 1), (0, 2), (1, 2), (2, 2)), 1)])
    run("new", path, "--levels", "街道,网格")
    run("import", path, source, "--level", "网格")
    rules = run("check", "--list").stdout.split("\n")
    assert any(line.startswith("land.unowned") for line in rules)
    run("check", path, "--rules", "land.everything", status=2)
    run("check", path, "--accept", "all", status=2)
    run("check", path, "--accept", "all", "--reason", "x", "--until", "2027-02-30", status=2)
    found = run_json("check", path, status=1)
    assert found["state"] == "unfinished"
    assert [row["code"] for row in found["findings"]] == ["land.unowned"]
    assert 250000 < found["findings"][0]["area_m2"] < 280000
    run("check", path, "--accept", "all", "--reason", "湖面", "--until", "2099-12-31")
    assert run_json("check", path)["state"] == "valid"
    assert "Undo Accept Findings" in run("undo", path).stdout
    assert run_json("check", path, status=1)["state"] == "unfinished"
    run("redo", path)
    assert run_json("check", path)["state"] == "valid"
    sheet = os.path.join(folder, "accepted.csv")
    assert len(run_json("check", path, "--accepted", "--out", sheet)["findings"]) == 1
    with open(sheet, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 1 and rows[0]["Rule"] == "land.unowned", rows
    assert (rows[0]["Reason"], rows[0]["Accepted until"]) == ("湖面", "2099-12-31"), rows
    assert abs(float(rows[0]["Longitude"]) - 120.1075) < 0.003, rows
    accept_what_grows(path, found["findings"][0]["area_m2"])
    run("check", path, "--withdraw", status=1)
    tried = run_json("check", path, "--fix", "land.unowned", "--preview", status=1)
    assert tried["fixable"] == 1 and len(tried["findings"]) == 1, tried
    fixed = run_json("check", path, "--fix", "land.unowned")
    assert fixed["fixed"] == 1 and fixed["findings"] == [] and fixed["state"] == "valid", fixed
    assert "fixed" not in run_json("check", path)
    assert run_json("verify", path)["valid"]
    run("undo", path)
    assert len(run_json("check", path, status=1)["findings"]) == 1


@case
def the_manual_has_every_command(_folder):
    """Made by scripts/make-manual: the man page and docs/commands.md."""
    root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "docs")
    listed = run("--help").stdout.split("Commands:\n")[1].split("\n\n")[0]
    names = [line.split()[0] for line in listed.splitlines()]
    with open(os.path.join(root, "commands.md"), encoding="utf-8") as page:
        assert re.findall(r"^## (.*)$", page.read(), re.M) == names
    with open(os.path.join(root, "wangge.1"), encoding="utf-8") as page:
        assert [name.replace("\\-", "-") for name in re.findall(r"^\.SS (.*)$", page.read(), re.M)] == names


main()
