#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counted households shared out to buildings, barriers from a file, and grids cut along them."""
import json
import os
import sqlite3

from tap import case, data, main, polygon, run, run_json, write_geojson

WEST, SOUTH, STEP = 120.10, 30.20, 0.0006
N_COLUMNS, N_ROWS = 20, 12


def box(west, south, east, north):
    return polygon([[west, south], [east, south], [east, north], [west, north]])


def project(folder):
    """One community of 1,200 households, 240 houses in rows, a main road through the middle."""
    east, north = WEST + N_COLUMNS * STEP, SOUTH + N_ROWS * STEP
    area = write_geojson(os.path.join(folder, "area.geojson"), [
        ({"code": "330106001001", "name": "东街社区", "户数": 1200, "人口": 3100}, box(WEST, SOUTH, east, north))])
    houses = write_geojson(os.path.join(folder, "houses.geojson"), [
        ({"code": f"B{row * N_COLUMNS + column:03d}", "层数": 1 + (row + column) % 6},
         box(WEST + (column + 0.2) * STEP, SOUTH + (row + 0.2) * STEP,
             WEST + (column + 0.7) * STEP, SOUTH + (row + 0.7) * STEP))
        for row in range(N_ROWS) for column in range(N_COLUMNS)])
    roads = write_geojson(os.path.join(folder, "roads.geojson"), [
        ({"highway": kind}, {"type": "LineString", "coordinates": line}) for kind, line in [
            ("primary", [[WEST + 9.95 * STEP, SOUTH - STEP], [WEST + 9.95 * STEP, north + STEP]]),
            ("residential", [[WEST - STEP, SOUTH + 5.95 * STEP], [east + STEP, SOUTH + 5.95 * STEP]]),
            ("footway", [[WEST, SOUTH + 3.3 * STEP], [east, SOUTH + 3.3 * STEP]])]])
    path = os.path.join(folder, "test.wangge")
    run("new", path, "--levels", "社区,网格")
    run("import", path, area, "--level", "社区")
    run("import", path, houses, "--as", "buildings")
    return path, roads


@case
def estimate_and_subdivide(folder):
    path, roads = project(folder)
    shared = run_json("estimate", path, "--from", "社区", "--by", "floor-area")
    assert shared["households"] == 1200 and shared["people"] == 3100, shared
    assert shared["buildings"] == N_COLUMNS * N_ROWS and not shared["left_out"], shared
    tally = run_json("info", path, "--grid", "330106001001")["tally"]
    assert tally["households"] == 1200, tally
    # No streets are known yet: gaps between buildings are not called streets.
    bare = run_json("subdivide", path, "--parent", "社区", "--into", "网格", "--households", "120:150:180",
                    "--dry-run")
    assert bare["cut_m"]["gap"] > 500, bare["cut_m"]
    assert bare["cut_m"]["lane"] == bare["cut_m"]["arterial"] == 0, bare["cut_m"]
    assert not any(bare["crossed_m"].values()), bare["crossed_m"]
    barriers = run_json("import", path, roads, "--as", "barriers")
    assert barriers["lines"] == 2 and set(barriers["classes"]) == {"arterial", "minor"}, barriers
    words = ["--parent", "社区", "--into", "网格", "--households", "120:150:180"]
    proposed = run_json("subdivide", path, *words, "--dry-run")
    assert not proposed["committed"] and proposed["parts"] == proposed["in_band"], proposed
    done = run_json("subdivide", path, *words)
    for key in ("parents", "parts", "in_band", "contiguous", "buildings_cut", "worst_deviation"):
        assert done[key] == proposed[key], (key, done, proposed)
    assert done["parents"] == 1 and done["contiguous"] and done["buildings_cut"] == 0, done
    assert done["worst_deviation"] <= 0.2 and done["impossible"] == [], done
    assert done["cut_m"]["arterial"] > 500 and done["cut_m"]["gap"] == 0, done
    grids = [run_json("info", path, "--grid", code)["tally"]["households"] for code in done["grids"]]
    assert sum(grids) == 1200 and all(120 <= n <= 180 for n in grids), grids
    assert run_json("verify", path)["valid"]
    run("undo", path)
    assert run_json("subdivide", path, *words)["grids"] == done["grids"]
    # Once more: the grids that are there give way, and their codes are not given again.
    again = run_json("subdivide", path, *words, "--seed", "7")
    assert not set(again["grids"]) & set(done["grids"]), again
    assert run_json("verify", path)["valid"]


@case
def refusals(folder):
    path, roads = project(folder)
    words = ["--parent", "社区", "--into", "网格", "--households", "120:150:180"]
    told = run_json("subdivide", path, *words, status=1)
    assert [row["reason"] for row in told["impossible"]] == ["no-counts"], told
    run("subdivide", path, "--parent", "社区", "--into", "网格", "--households", "120:90:180", status=2)
    run("subdivide", path, "--parent", "网格", "--into", "社区", "--households", "120:150:180", status=2)
    run("subdivide", path, *words, "--barriers", "nothing", status=2)
    run("estimate", path, "--from", "社区", "--by", "height", status=2)
    run("import", path, roads, "--as", "barriers", "--class", "moat", status=2)


WORDS = ["--parent", "社区", "--into", "网格", "--households", "120:150:180"]


def ready(folder, rivers=()):
    """The project with counts and barriers in it."""
    path, roads = project(folder)
    run("estimate", path, "--from", "社区", "--by", "floor-area")
    run("import", path, roads, "--as", "barriers")
    if rivers:
        water = write_geojson(os.path.join(folder, "water.geojson"), [
            ({"waterway": "river"}, {"type": "LineString", "coordinates": line}) for line in rivers])
        run("import", path, water, "--as", "barriers")
    return path


def place(column, row):
    """The middle of a house."""
    return f"{WEST + (column + 0.45) * STEP:.7f},{SOUTH + (row + 0.45) * STEP:.7f}"


def has(land, x, y):
    """Is the place in a (multi)polygon? Even-odd over all its rings."""
    parts = [land["coordinates"]] if land["type"] == "Polygon" else land["coordinates"]
    inside = False
    for ring in (ring for part in parts for ring in part):
        for (x1, y1, *_), (x2, y2, *_) in zip(ring, ring[1:]):
            if (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1):
                inside = not inside
    return inside


@case
def centres(folder):
    path = ready(folder)
    chosen = [(1, 1), (5, 3), (18, 1), (18, 10), (10, 6), (2, 10), (9, 11)]
    words = [word for at in chosen for word in ("--centre", place(*at))]
    told = run_json("subdivide", path, *WORDS, *words, "--dry-run")
    # 1,200 households are 7 to 10 grids: as many as there are centres, and one in each.
    assert told["centres"] == 7 and told["parts"] == 7, told
    assert [part["centres"] for part in told["sizes"]] == [1] * 7, told["sizes"]
    assert told["in_band"] == 7 and told["contiguous"], told
    points = write_geojson(os.path.join(folder, "centres.geojson"), [
        ({}, {"type": "Point", "coordinates": [float(n) for n in place(*at).split(",")]}) for at in chosen])
    again = run_json("subdivide", path, *WORDS, "--centres", points, "--dry-run")
    assert again["sizes"] == told["sizes"], again
    # More than the band has room for in one place: each still has a part, the rest say why.
    near = [word for at in [(1, 1), (3, 1)] for word in ("--centre", place(*at))]
    two = run_json("subdivide", path, *WORDS, *near, "--dry-run")
    assert sorted(part["centres"] for part in two["sizes"])[-2:] == [1, 1], two["sizes"]
    run("subdivide", path, *WORDS, "--centre", "here", status=1)
    run("subdivide", path, *WORDS, "--centres", os.path.join(folder, "none.geojson"), status=1)


@case
def workload(folder):
    path = ready(folder)
    words = ["--parent", "社区", "--into", "网格", "--workload", "180:220:260",
             "--weights", "household=1,person=0.1,hectare=2.5"]
    told = run_json("subdivide", path, *words)
    assert told["measure"] == "workload" and told["weights"]["hectare"] == 2.5, told
    assert told["parts"] > 1 and told["in_band"] == told["parts"], told
    for code, part in zip(told["grids"], told["sizes"]):
        tally = run_json("info", path, "--grid", code)["tally"]
        points = tally["households"] + 0.1 * tally["people"] + 2.5 * part["area_m2"] / 1e4
        assert part["households"] == tally["households"], (part, tally)
        assert abs(points - part["amount"]) <= 1.0, (points, part)
        assert 180 <= part["amount"] <= 260, part
    run("subdivide", path, "--parent", "社区", "--into", "网格", "--workload", "180:220:260", status=2)
    run("subdivide", path, *words, "--households", "120:150:180", status=2)
    run("subdivide", path, "--parent", "社区", "--into", "网格", "--workload", "180:220:260",
        "--weights", "trees=2", status=2)
    people = run_json("subdivide", path, "--parent", "社区", "--into", "网格", "--people", "300:380:460",
                      "--dry-run")
    assert people["measure"] == "people" and people["in_band"] == people["parts"], people
    assert all(300 <= part["people"] <= 460 for part in people["sizes"]), people["sizes"]


@case
def compounds(folder):
    path = ready(folder)
    # Estates of 5 by 3 houses, over both roads.
    estates = [(column, row) for column in range(0, 20, 5) for row in range(0, 12, 3)]
    areas = write_geojson(os.path.join(folder, "estates.geojson"), [
        ({"name": f"E{column}-{row}"}, box(WEST + column * STEP, SOUTH + row * STEP,
                                           WEST + (column + 5) * STEP, SOUTH + (row + 3) * STEP))
        for column, row in estates])
    free = run_json("subdivide", path, *WORDS, "--dry-run")
    told = run_json("subdivide", path, *WORDS, "--compounds", areas)
    assert free["compounds"] == 0, free
    assert told["compounds"] == len(estates) and told["compounds_cut"] == 0, told
    assert told["contiguous"] and told["buildings_cut"] == 0, told
    # By the file: all houses of an estate are in one grid.
    out = os.path.join(folder, "grids.geojson")
    run("export", path, out, "--level", "网格", "--crs", "EPSG:4326")
    with open(out, encoding="utf-8") as text:
        grids = [(row["properties"]["code"], row["geometry"]) for row in json.load(text)["features"]]
    for column, row in estates:
        places = [[float(n) for n in place(column + i, row + k).split(",")]
                  for i in range(5) for k in range(3)]
        codes = {tuple(code for code, land in grids if has(land, *at)) for at in places}
        assert len(codes) == 1 and len(codes.pop()) == 1, (column, row)
    run("undo", path)
    run("subdivide", path, *WORDS, "--compounds-by", "colour", status=2)
    none = run_json("subdivide", path, *WORDS, "--compounds-by", "name", "--dry-run")
    assert none["compounds"] == 0, none


@case
def rules(folder):
    middle = WEST + 6.95 * STEP
    path = ready(folder, [[[middle, SOUTH - STEP], [middle, SOUTH + (N_ROWS + 1) * STEP]]])
    never = run_json("subdivide", path, *WORDS, "--dry-run")
    # All of the river is a border: 12 rows of houses, about 800 m.
    length = 12 * STEP * 110900
    assert never["cut_m"]["river"] > 0.98 * length, (never["cut_m"], length)
    ignored = run_json("subdivide", path, *WORDS, "--rule", "river=ignore", "--rule", "arterial=ignore",
                       "--dry-run")
    assert ignored["cut_m"]["river"] == 0 and ignored["cut_m"]["arterial"] == 0, ignored["cut_m"]
    hard = run_json("subdivide", path, *WORDS, "--rule", "arterial=never", "--rule", "river=avoid",
                    "--dry-run")
    assert hard["cut_m"]["arterial"] > 0.98 * length, hard["cut_m"]
    # The dearer borders along minor roads are, the fewer there are.
    cheap = run_json("subdivide", path, *WORDS, "--rule", "minor=avoid:0.01", "--dry-run")
    dear = run_json("subdivide", path, *WORDS, "--rule", "minor=avoid:30", "--dry-run")
    assert dear["cut_m"]["minor"] < cheap["cut_m"]["minor"], (dear["cut_m"], cheap["cut_m"])
    for word in ("river", "moat=never", "river=sometimes", "river=avoid:-1"):
        run("subdivide", path, *WORDS, "--rule", word, status=2)


def land(path, folder):
    """Code -> area and outline of each grid, as the file has them."""
    out = os.path.join(folder, "land.geojson")
    run("export", path, out, "--level", "网格", "--crs", "EPSG:4326")
    with open(out, encoding="utf-8") as text:
        rows = {row["properties"]["code"]: json.dumps(row["geometry"]) for row in json.load(text)["features"]}
    os.remove(out)
    return rows


@case
def only_the_bad_ones(folder):
    path = ready(folder)
    made = run_json("subdivide", path, *WORDS)
    assert made["in_band"] == made["parts"] >= 7, made
    counts = {code: run_json("info", path, "--grid", code)["tally"]["households"] for code in made["grids"]}
    # By hand: a grid is divided, so that two are too small; all others are as they were.
    victim = made["grids"][0]
    before = land(path, folder)
    cut = [WEST - STEP, SOUTH + 10.9 * STEP, WEST + 21 * STEP, SOUTH + 10.9 * STEP]
    run("split", path, "--grid", victim, "--line",
        f"LINESTRING({cut[0]} {cut[1]},{cut[2]} {cut[3]})")
    planned = run_json("subdivide", path, *WORDS, "--only-bad", "--dry-run")
    assert planned["in_band_before"] < len(planned["grids"]) == made["parts"] + 1, planned
    done = run_json("subdivide", path, *WORDS, "--only-bad")
    assert done["in_band"] == done["parts"] and done["contiguous"], done
    assert done["buildings_cut"] == 0 and done["impossible"] == [], done
    kept = [row["code"] for row in done["grids"] if row["kept"]]
    assert kept and victim not in kept, done["grids"]
    after = land(path, folder)
    for code in kept:
        assert after[code] == before[code], code
        assert run_json("info", path, "--grid", code)["tally"]["households"] == counts[code], code
    for row in done["grids"]:
        if row["code"] in after:
            assert run_json("info", path, "--grid", row["code"])["tally"]["households"] == row["after"], row
    assert run_json("verify", path)["valid"]
    nothing = run_json("subdivide", path, *WORDS, "--only-bad")
    assert nothing["moved"] == 0 and land(path, folder) == after, nothing


@case
def draw_again(folder):
    path = ready(folder)
    # So narrow that not every grid can have it.
    words = ["--parent", "社区", "--into", "网格", "--households", "37:37:37"]
    first = run_json("subdivide", path, *words, "--dry-run")
    assert first["in_band"] < first["parts"], first
    again = run_json("subdivide", path, *words, "--again", "2")
    assert again["parts"] - again["in_band"] <= first["parts"] - first["in_band"], again
    assert again["contiguous"] and again["buildings_cut"] == 0, again
    assert sum(part["households"] for part in again["sizes"]) == 1200, again["sizes"]
    tallies = [run_json("info", path, "--grid", code)["tally"]["households"] for code in again["grids"]]
    assert tallies == [part["households"] for part in again["sizes"]], (tallies, again["sizes"])
    assert run_json("verify", path)["valid"]


def check_fields(told, band):
    """All that is promised, by the sizes of the parts: true, and every part out of the band has its reason."""
    least, target, most = band
    sizes = told["sizes"]
    amounts = [part["amount"] for part in sizes]
    assert told["parts"] == len(sizes) and told["parents"] >= 1 and told["seconds"] > 0, told
    assert told["in_band"] == sum(least <= amount <= most for amount in amounts), told
    assert [part["in_band"] for part in sizes] == [least <= amount <= most for amount in amounts], told
    worst = max(abs(amount - target) / target for amount in amounts)
    assert abs(told["worst_deviation"] - worst) < 1e-3, (told["worst_deviation"], worst)
    assert told["contiguous"] is True and told["buildings_cut"] == 0, told
    assert told["buildings_estimated"] == sum(part["households_estimated"] for part in sizes), told
    missed = {}
    for part in sizes:
        order = missed.setdefault(part["parent"], [])
        order.append(part["amount"])
    named = {(row["parent"], row["part"]) for row in told["impossible"] if "part" in row}
    wanted = {(parent, number) for parent, order in missed.items()
              for number, amount in enumerate(order, 1) if not least <= amount <= most}
    assert named == wanted, (named, wanted)
    for row in told["impossible"]:
        assert row["reason"] and row["text"], row
        if "part" in row:
            assert row["amount"] <= row["reachable"], row


@case
def every_promised_field_is_true(folder):
    path = ready(folder)
    for band in ((120, 150, 180), (37, 37, 37), (700, 750, 800), (2000, 2500, 3000)):
        told = run_json("subdivide", path, "--parent", "社区", "--into", "网格", "--households",
                        ":".join(map(str, band)), "--dry-run")
        check_fields(told, band)
    assert {row["reason"] for row in told["impossible"]} == {"too-small"}, told["impossible"]


@case
def nakano_says_what_is_impossible(folder):
    path = os.path.join(folder, "nakano.wangge")
    areas = data("nakano", "h27ka13114.shp")
    run("new", path, "--levels", "区,社区,网格")
    run("import", path, areas, "--level", "社区")
    run("import", path, data("nakano", "nakano_buildings.gpkg"), "--as", "buildings")
    shared = run_json("estimate", path, "--from", "社区", "--by", "floor-area")
    assert shared["households"] == 196132 and shared["people"] == 328215, shared
    # One with a building of 1,008 households, one of ordinary houses.
    told = run_json("subdivide", path, "--parent", "社区", "--grid", "13114003001,13114001001", "--into", "网格",
                    "--households", "250:300:350")
    check_fields(told, (250, 300, 350))
    assert told["parents"] == 2 and told["buildings_estimated"] > 300, told
    # Micro-grids: plain borders leave no crumbs behind, and what METIS says stays out of the JSON.
    small = run_json("subdivide", path, "--parent", "社区", "--grid", "13114007004,13114005005", "--into", "网格",
                     "--households", "60:80:100", "--dry-run")
    check_fields(small, (60, 80, 100))
    large = [row for row in told["impossible"] if row["reason"] == "building-too-large"]
    assert large and large[0]["estimated"] and "≈1,008" in large[0]["text"], told["impossible"]
    with sqlite3.connect(path) as file:
        households = file.execute("SELECT households FROM building WHERE id = ?",
                                  (large[0]["building"],)).fetchone()[0]
    assert 350 < households <= large[0]["amount"], (households, large)
    assert run_json("verify", path)["valid"]


@case
def what_is_named_twice_or_wrongly(folder):
    path = ready(folder)
    # A code that is given twice is one grid, not two.
    once = run_json("subdivide", path, "--grid", "330106001001", *WORDS, "--dry-run")
    twice = run_json("subdivide", path, "--grid", "330106001001, 330106001001", *WORDS, "--dry-run")
    assert twice["parents"] == 1 and twice["sizes"] == once["sizes"], twice
    made = run_json("subdivide", path, *WORDS)["grids"]
    # What is not there is named; a grid of another level, a retired one and an empty level as well.
    for words, wanted in [(["--grid", "330106001001,nowhere"], "“nowhere”"), (["--grid", ""], "“”"),
                          (["--grid", made[0]], f"“{made[0]}” is a grid of the level 网格, not of 社区")]:
        told = run("subdivide", path, *words, *WORDS, "--dry-run", status=1)
        assert wanted in told.text, told.text
    run("subdivide", path, *WORDS, "--seed", "7")
    told = run("number", path, "--level", "网格", "--grids", made[0], "--dry-run", status=1)
    assert f"“{made[0]}” was retired" in told.text, told.text
    for command in ("aggregate", "rebalance"):
        told = run(command, path, "--level", "社区", "--parent", "330106001001", "--households", "1:2:3", status=1)
        assert "“330106001001” has no grids of the level 社区 below it" in told.text, told.text
    run("undo", path)
    run("undo", path)
    for words in (["aggregate", path, "--level", "网格", "--households", "1:2:3"],
                  ["rebalance", path, "--level", "网格", "--households", "1:2:3"],
                  ["number", path, "--level", "网格"], ["estimate", path, "--from", "网格", "--by", "floor-area"]):
        told = run(*words, status=1)
        assert "The level 网格 has no grids" in told.text, told.text
    for name, words in (("centres", ["--centres"]), ("barriers", ["--barriers"])):
        file = write_geojson(os.path.join(folder, name + ".geojson"), [
            ({}, {"type": "Point", "coordinates": [100, 20]})])
        told = run("subdivide", path, *WORDS, *words, file, "--dry-run", status=1)
        assert "far from the project" in told.text, told.text
    told = run("subdivide", path, *WORDS, "--centre", "here", status=1)
    assert "“here” is no place" in told.text, told.text


@case
def a_band_of_people_that_cannot_be_met(folder):
    path = ready(folder)
    told = run_json("subdivide", path, *WORDS, "--people", "1:2", "--dry-run")
    assert told["in_band"] == 0 and len(told["impossible"]) == told["parts"], told["impossible"]
    assert {row["reason"] for row in told["impossible"]} == {"no-number-fits-both"}, told["impossible"]
    for row in told["impossible"]:
        part = [size for size in told["sizes"] if size["households"] == row["amount"]]
        assert row["people"] in [size["people"] for size in part], (row, part)
    fitting = run_json("subdivide", path, *WORDS, "--people", "300:500", "--dry-run")
    assert fitting["in_band"] == fitting["parts"], fitting


@case
def all_zero_is_not_unknown(folder):
    path = ready(folder)
    run("estimate", path, "--from", "社区", "--by", "floor-area", "--households", "0")
    told = run_json("subdivide", path, *WORDS, status=1)
    assert [row["reason"] for row in told["impossible"]] == ["all-zero"], told


@case
def estimates_take_no_nonsense(folder):
    path, _ = project(folder)
    words = ["estimate", path, "--from", "社区", "--by", "floor-area"]
    for wrong in (["--households", "-5"], ["--households", "-1"], ["--people", "-1"], ["--m2-per-household", "0"],
                  ["--m2-per-household", "-1"], ["--m2-per-household", "nan"], ["--m2-per-household", "inf"],
                  ["--people-per-household", "2.5"],
                  ["--m2-per-household", "80", "--people-per-household", "0"]):
        run(*words, *wrong, status=2)
    assert run_json("info", path, "--grid", "330106001001")["tally"]["households"] is None
    # Only people are told: households stay unknown, which is not zero.
    told = run_json(*words, "--people", "3100")
    assert told["households"] is None and told["people"] == 3100, told
    tally = run_json("info", path, "--grid", "330106001001")["tally"]
    assert tally["households"] is None and tally["people"] == 3100, tally


main()
