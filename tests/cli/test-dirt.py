#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Hangzhou's grids made dirty in every way that is known: each row is accounted for."""
import json
import os
import random

from tap import case, data, main, run, run_json, write_geojson

# WANGGE_DIRT_ROUNDS=30 makes more of it.
ROUNDS = int(os.environ.get("WANGGE_DIRT_ROUNDS", "2"))
METRE = 1e-5  # of degrees, near enough


def rings_of(geometry):
    """The polygons of a feature, each a list of rings."""
    if geometry["type"] == "Polygon":
        return [geometry["coordinates"]]
    return geometry["coordinates"]


def shift(polygons, chance, metres):
    """As a whole by up to so many metres: slivers and narrow overlaps all around."""
    dx, dy = (chance.uniform(-metres, metres) * METRE for _ in range(2))
    return [[[[x + dx, y + dy] for x, y, *_ in ring] for ring in rings] for rings in polygons]


def jitter(polygons, chance, metres):
    return [[[[x + chance.uniform(-metres, metres) * METRE, y + chance.uniform(-metres, metres) * METRE]
              for x, y, *_ in ring[:-1]] for ring in rings] for rings in polygons]


def multi(polygons):
    return {"type": "MultiPolygon",
            "coordinates": [[ring if ring[0] == ring[-1] else ring + ring[:1] for ring in rings]
                            for rings in polygons]}


def open_rings(polygons, _):
    return {"type": "MultiPolygon", "coordinates": [[ring[:-1] for ring in rings]
                                                    for rings in polygons]}


def bow_tie(polygons, chance):
    ring = list(polygons[0][0])
    at = chance.randrange(1, max(2, len(ring) - 3))
    ring[at], ring[at + 1] = ring[at + 1], ring[at]
    return multi([[ring] + polygons[0][1:]] + polygons[1:])


def spike(polygons, chance):
    ring = list(polygons[0][0])
    at = chance.randrange(1, len(ring) - 1)
    far = [ring[at][0] + 50 * METRE, ring[at][1] + 30 * METRE]
    return multi([[ring[:at + 1] + [far] + ring[at:]] + polygons[0][1:]] + polygons[1:])


def heights(polygons, chance):
    return {"type": "MultiPolygon", "coordinates": [[[[*point[:2], chance.uniform(0, 99)]
                                                      for point in ring] for ring in rings]
                                                    for rings in polygons]}


def collection(polygons, _):
    return {"type": "GeometryCollection", "geometries": [
        {"type": "Point", "coordinates": polygons[0][0][0]}, multi(polygons),
        {"type": "LineString", "coordinates": polygons[0][0][:2]}]}


def with_zero_ring(polygons, _):
    first = polygons[0][0][0]
    return multi([polygons[0] + [[first, first, first, first]]] + polygons[1:])


def far_point(value):
    def change(polygons, chance):
        ring = [list(point[:2]) for point in polygons[0][0]]
        ring[chance.randrange(1, len(ring) - 1)][chance.randrange(2)] = value
        return multi([[ring]])
    return change


# name: what it makes of the polygons, and what becomes of the row: it comes in, perhaps, or not.
DIRT = {
    "slivers": (lambda p, c: multi(shift(p, c, 1.5)), "in"),
    "overlaps": (lambda p, c: multi(shift(p, c, 30)), "in"),
    "jitter": (lambda p, c: multi(jitter(p, c, 0.5)), "in"),
    "unclosed": (open_rings, "in"),
    "bow-tie": (bow_tie, "in"),
    "spike": (spike, "in"),
    "reversed": (lambda p, c: multi([[ring[::-1] for ring in rings] for rings in p]), "in"),
    "repeated points": (lambda p, c: multi([[[point for point in ring for _ in range(2)]
                                             for ring in rings] for rings in p]), "in"),
    "heights": (heights, "in"),
    "zero ring": (with_zero_ring, "in"),
    "collection": (collection, "in"),
    "nan": (far_point(float("nan")), "out"),
    "infinite": (far_point(float("inf")), "out"),
    "elsewhere": (far_point(0.0), "out"),
    "empty": (lambda p, c: {"type": "Polygon", "coordinates": []}, "out"),
    "none": (lambda p, c: None, "out"),
    "point": (lambda p, c: {"type": "Point", "coordinates": p[0][0][0]}, "out"),
    "line": (lambda p, c: {"type": "LineString", "coordinates": p[0][0][:3]}, "out"),
    "zero area": (lambda p, c: multi([[[p[0][0][0], p[0][0][1], p[0][0][0], p[0][0][0]]]]), "out"),
}


def accounted(report, rows, made_out):
    """Each row is a grid or refused with its number, once; land adds up to what is itemised."""
    refused = {}
    for problem in report["problems"]:
        if problem["rejected"]:
            refused.setdefault(problem["row"], set()).add(problem["kind"])
    assert report["rows"] == rows, (report["rows"], rows)
    assert report["grids"] + len(refused) == rows, (report["grids"], len(refused), rows)
    assert report["rejected"] == len(refused)
    assert made_out <= set(refused), sorted(made_out - set(refused))[:9]
    extra = {row for row in set(refused) - made_out if refused[row] != {"no-land"}}
    assert not extra, {row: refused[row] for row in list(extra)[:9]}
    assert abs(report["covered_m2"] - report["claimed_m2"] - report["won_m2"] + report["lost_m2"]
               - report["adjusted_m2"]) < 0.01
    for row in report["balance"]:
        assert abs(row["after_m2"] - row["before_m2"] - row["won_m2"] + row["lost_m2"]
                   - row["adjusted_m2"]) < 0.01, row
        assert row["after_m2"] >= 0.0, row


def dirty_file(folder, number, features, share, chance):
    """Rows with `share` of them spoilt; some there twice. (path, rows, rows that can be no grid)"""
    rows, out = [], set()
    for feature in features:
        properties, polygons = feature["properties"], rings_of(feature["geometry"])
        geometry = multi(polygons)
        if chance.random() < share:
            change, end = DIRT[chance.choice(sorted(DIRT))]
            geometry = change(polygons, chance)
            if end == "out":
                out.add(len(rows) + 1)
        rows.append((properties, geometry))
        if chance.random() < share / 10:
            rows.append((properties, geometry))
            if len(rows) - 1 in out:
                out.add(len(rows))
    path = write_geojson(os.path.join(folder, f"{number}.geojson"), rows)
    return path, len(rows), out


@case
def hangzhou_made_dirty(folder):
    with open(data("hangzhou_xihu", "西湖区网格_605.geojson"), encoding="utf-8") as file:
        features = json.load(file)["features"]
    for number in range(ROUNDS):
        chance = random.Random(100 + number)
        path, rows, out = dirty_file(folder, number, features, (0.3, 0.9)[number % 2], chance)
        project = os.path.join(folder, f"{number}.wangge")
        run("new", project, "--levels", "街道,网格", "--crs", "EPSG:4549")
        report = run_json("import", project, path, "--level", "网格")
        accounted(report, rows, out)
        run("verify", project)
        changed = sum(found["total_m2"] for found in report["decisions"].values())
        print(f"# {rows} rows, {len(out)} spoilt beyond use: {report['grids']} grids, "
              f"{changed / 1e6:.2f} km² of decisions, outlines {report['adjusted_m2']:.0f} m²")


@case
def each_kind_by_itself(folder):
    """Every kind of dirt on every ninth grid: which of them come in is known."""
    with open(data("hangzhou_xihu", "西湖区网格_605.geojson"), encoding="utf-8") as file:
        features = json.load(file)["features"][:90]
    for number, (name, (change, end)) in enumerate(sorted(DIRT.items())):
        chance = random.Random(number)
        rows = [(f["properties"], change(rings_of(f["geometry"]), chance) if i % 9 == 0
                 else f["geometry"]) for i, f in enumerate(features)]
        path = write_geojson(os.path.join(folder, f"{number}.geojson"), rows)
        project = os.path.join(folder, f"{number}.wangge")
        run("new", project, "--levels", "街道,网格", "--crs", "EPSG:4549")
        report = run_json("import", project, path, "--level", "网格")
        try:
            accounted(report, 90, set(range(1, 91, 9)) if end == "out" else set())
        except AssertionError as error:
            raise AssertionError(f"{name}: {error}") from error
        run("verify", project)


@case
def curves(folder):
    """Arcs (CIRCULARSTRING), Z and M in well-known text: read as polygons, within 0.5 % of the circle."""
    circle = "CURVEPOLYGON(CIRCULARSTRING(509700 3342200,509600 3342300,509500 3342200,509600 3342100,509700 3342200))"
    box = "MULTIPOLYGON ZM (((509700 3342100 1 2,509900 3342100 1 2,509900 3342300 1 2,509700 3342300 1 2,509700 3342100 1 2)))"
    path = os.path.join(folder, "a.csv")
    with open(path, "w", encoding="utf-8") as file:
        file.write(f'code,name,wkt\n1,圆,"{circle}"\n2,方,"{box}"\n')
    project = os.path.join(folder, "test.wangge")
    run("new", project, "--levels", "街道,网格", "--crs", "EPSG:4549")
    report = run_json("import", project, path, "--level", "网格", "--crs", "EPSG:4549")
    assert report["grids"] == 2, report["problems"]
    assert abs(report["covered_m2"] - 40000 - 31415.9) < 160 + 600, report["covered_m2"]
    run("verify", project)


main()
