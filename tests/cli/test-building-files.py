#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Buildings written to files and read again: nothing is lost on the way."""
import json
import os
import sqlite3
import subprocess
from xml.sax.saxutils import quoteattr

from tap import case, data, main, polygon, run, run_json, tool, write_geojson

WEST, SOUTH, STEP = 120.10, 30.20, 0.005
COLUMNS = "code, name, address, kind, households, people, is_estimated, floors, units, management, x, y"


def square(column, row, size=1.0):
    west, south = WEST + column * STEP, SOUTH + row * STEP
    east, north = west + size * STEP, south + size * STEP
    return polygon([[west, south], [east, south], [east, north], [west, north]])


def point(column, row):
    return {"type": "Point", "coordinates": [WEST + column * STEP, SOUTH + row * STEP]}


def empty_project(folder, name):
    grids = write_geojson(os.path.join(folder, "grids.geojson"), [
        ({"code": f"33010600100{column + 1}", "name": f"第{column + 1}网格"}, square(column, 0))
        for column in range(3)])
    path = os.path.join(folder, name)
    run("new", path, "--levels", "社区,网格")
    run("import", path, grids, "--level", "网格")
    return path


def houses(folder, with_points):
    """Every kind; zero and unknown numbers; codes that look like numbers; texts with commas and quotes."""
    kinds = ["housing", "commerce", "industry", "urban-village", "mixed", "public", None]
    rows = []
    for number, kind in enumerate(kinds):
        row = {"code": f"00330106001{number:07d}", "name": f"{number}幢", "address": f"文一路{number}号, \"甲\"",
               "kind": kind, "households": [12, 0, None][number % 3], "people": [31, None, 7][number % 3],
               "estimated": "yes" if number % 2 else "no", "floors": 18 - number, "units": None if number else 3,
               "management": "物业管理" if number % 2 else None}
        is_point = with_points and number % 3 == 1
        place = (0.1 + 0.45 * number, 0.4)
        rows.append((row, point(*place) if is_point else square(*place, 0.05)))
    return write_geojson(os.path.join(folder, "houses.geojson"), rows)


def project(folder, with_points=True):
    path = empty_project(folder, "first.wangge")
    run("import", path, houses(folder, with_points), "--as", "buildings")
    return path


def corners(blob):
    """Of a polygon of one ring, or of a point: a ring may come back turned, as shapefiles want it."""
    start = 51 if blob[39] == 3 else 43
    return sorted({blob[at:at + 16] for at in range(start, len(blob) - 1, 16)})


def stored(path, with_shapes):
    with sqlite3.connect(path) as file:
        rows = file.execute(f"SELECT {COLUMNS}, geom FROM building ORDER BY code").fetchall()
    return [(*row[:-1], corners(row[-1])) if with_shapes else row[:-1] for row in rows]


def bring_back(folder, name, files, with_shapes=True, env=None):
    """The files, read into a project without buildings, give what the first project has."""
    path = empty_project(folder, f"{name}.wangge")
    for file in files:
        report = run_json("import", path, file, "--as", "buildings", env=env)
        unread = {row["field"] for row in report["problems"] if row["kind"] == "unmapped-field"}
        assert not any(row["kind"] not in ("unmapped-field",) for row in report["problems"]), report
        assert len(unread) <= 4, report
    first = stored(os.path.join(folder, "first.wangge"), with_shapes)
    again = stored(path, with_shapes)
    assert len(first) == 7 and first == again, f"{name}: {first}\n{again}"


@case
def the_stored_marks_are_mixed(folder):
    """The files below would prove little if nothing were estimated, unknown or zero."""
    rows = stored(project(folder), False)
    assert {row[6] for row in rows} == {0, 1}, rows
    assert {row[4] for row in rows} == {12, 0, None}, rows
    assert len({row[3] for row in rows}) == 7, rows


@case
def files_with_shapes_come_back(folder):
    path = project(folder)
    for ending in ("gpkg", "geojson"):
        out = os.path.join(folder, f"out.{ending}")
        report = run_json("export", path, out, "--as", "buildings")
        assert report["buildings"] == 7 and report["grids"] == 0, report
        bring_back(folder, ending, [out])


@case
def a_shapefile_has_points_apart(folder):
    path = project(folder)
    out = os.path.join(folder, "out.shp")
    for encoding in ("utf-8", "gbk"):
        report = run_json("export", path, out, "--as", "buildings", "--encoding", encoding)
        assert sorted(map(os.path.basename, report["files"])) == ["out.shp", "out_points.shp"], report
        assert report["buildings"] == 7, report
        bring_back(folder, encoding, report["files"])


@case
def only_points_need_no_second_file(folder):
    path = empty_project(folder, "first.wangge")
    run("import", path, write_geojson(os.path.join(folder, "p.geojson"), [
        ({"code": "P1", "households": 3}, point(0.5, 0.5))]), "--as", "buildings")
    report = run_json("export", path, os.path.join(folder, "p.shp"), "--as", "buildings")
    assert [os.path.basename(name) for name in report["files"]] == ["p.shp"], report


@case
def tables_come_back(folder):
    path = project(folder)
    for ending in ("csv", "xlsx"):
        for locale in ("C.UTF-8", "zh_CN.UTF-8"):
            env = {"LC_ALL": locale, "LANGUAGE": ""}
            out = os.path.join(folder, f"{locale}.{ending}")
            run("export", path, out, "--as", "buildings", env=env)
            bring_back(folder, f"{locale}-{ending}", [out], False)


@case
def grids_and_editions(folder):
    path = project(folder)
    out = os.path.join(folder, "out.geojson")

    def rows(*options):
        run("export", path, out, "--as", "buildings", *options)
        with open(out, encoding="utf-8") as file:
            return [feature["properties"] for feature in json.load(file)["features"]]

    grids = [row["grid_code"] for row in rows()]
    assert grids == ["330106001001"] * 2 + ["330106001002"] * 3 + ["330106001003"] * 2, grids
    chosen = rows("--grid", "330106001002")
    assert [row["grid_code"] for row in chosen] == ["330106001002"] * 3, chosen
    public = rows("--edition", "public")[0]
    assert "floors" in public and not {"households", "people", "estimated", "management"} & set(public), public
    # A divided building tells who else has a part, and goes along with that grid too.
    run("split-building", path, "--building", "003301060010000000", "--share", "330106001003:units=2-3")
    divided = rows("--grid", "330106001003")
    assert len(divided) == 3 and divided[0]["grid_code"] == "330106001001", divided
    assert divided[0]["other_grids"] == "330106001003", divided


OSM = """<?xml version="1.0" encoding="UTF-8"?>
<osm version="0.6" generator="by hand">
{nodes}
<node id="900" lat="30.202" lon="120.107" version="1"><tag k="building" v="yes"/><tag k="shop" v="convenience"/>
<tag k="addr:full" v="文一路99号"/></node>
<node id="901" lat="30.203" lon="120.107" version="1"><tag k="amenity" v="bench"/></node>
{ways}
</osm>
"""


def write_osm(path):
    """Four houses, a park and a nonsense number of floors, as the editors of OpenStreetMap save them."""
    tags = [
        {"building": "apartments", "building:levels": "18", "building:flats": "72", "addr:city": "杭州市",
         "addr:district": "西湖区", "addr:street": "文一路", "addr:housenumber": "12", "name": "甲\"座, =>乙"},
        {"building": "warehouse", "addr:street": "Main Street", "addr:housenumber": "7a", "addr:city": "Springfield"},
        {"building": "yes", "amenity": "school", "addr:street": "学院路"},
        {"building": "house", "building:levels": "many", "addr:place": "翠苑一区", "addr:housenumber": "3幢"},
        {"leisure": "park", "name": "公园"},
    ]
    nodes, ways = [], []
    for at, row in enumerate(tags):
        west, south = WEST + 0.0005 * at, SOUTH + 0.001
        for corner, (x, y) in enumerate([(0, 0), (2e-4, 0), (2e-4, 2e-4), (0, 2e-4)]):
            nodes.append(f'<node id="{at * 4 + corner + 1}" lat="{south + y:.7f}" lon="{west + x:.7f}" version="1"/>')
        refs = "".join(f'<nd ref="{at * 4 + corner + 1}"/>' for corner in (0, 1, 2, 3, 0))
        lines = "".join(f"<tag k={quoteattr(key)} v={quoteattr(value)}/>" for key, value in row.items())
        ways.append(f'<way id="{500 + at}" version="1">{refs}{lines}</way>')
    with open(path, "w", encoding="utf-8") as file:
        file.write(OSM.format(nodes="\n".join(nodes), ways="\n".join(ways)))
    return path


OSM_ROWS = [
    ("node/900", None, "文一路99号", "commerce", None, None),
    ("way/500", "甲\"座, =>乙", "杭州市西湖区文一路12号", "housing", 72, 18),
    ("way/501", None, "Main Street 7a, Springfield", "industry", None, None),
    ("way/502", None, None, "public", None, None),
    ("way/503", None, "翠苑一区3幢", "housing", None, None),
]


@case
def open_street_map(folder):
    source = write_osm(os.path.join(folder, "map.osm"))
    for name in ("osm", "gpkg"):
        path = empty_project(folder, f"{name}.wangge")
        report = run_json("import", path, source, "--as", "buildings")
        wanted = OSM_ROWS if name == "osm" else OSM_ROWS[1:]
        assert [report["fields"][role] for role in ("code", "households", "floors", "kind")] == [
            "osm_id", "building:flats", "building:levels", "building"], report["fields"]
        assert report["buildings"] == len(wanted), report
        bad = [row["kind"] for row in report["problems"] if row["kind"] == "bad-number"]
        assert len(bad) == 1, report["problems"]
        with sqlite3.connect(path) as file:
            rows = file.execute("SELECT code, name, address, kind, households, floors FROM building "
                                "ORDER BY code").fetchall()
        assert rows == wanted, rows
        # The same tags as other programs keep them: one column of all that have none.
        source = os.path.join(folder, "map.gpkg")
        subprocess.run([tool("ogr2ogr"), source, os.path.join(folder, "map.osm"), "multipolygons"], check=True,
                       stdout=subprocess.DEVNULL)


@case
def real_extracts(folder):
    """Buildings and lines of whole extracts; households by what levels tell of the floor area."""
    for name, box, n_buildings in [
            ("monaco.osm.pbf", (7.40, 43.72, 7.45, 43.76), 1208),
            ("beijing_cau.osm", (116.34, 39.99, 116.37, 40.02), 258)]:
        source = data("osm", name)
        west, south, east, north = box
        path = os.path.join(folder, f"{name}.wangge")
        run("new", path, "--levels", "社区,网格")
        run("import", path, write_geojson(os.path.join(folder, "area.geojson"), [
            ({"code": "330106001001", "name": "社区"}, polygon([
                [west, south], [east, south], [east, north], [west, north]]))]), "--level", "社区")
        report = run_json("import", path, source, "--as", "buildings")
        assert report["buildings"] == n_buildings and report["in_no_grid"] == 0, report
        assert run_json("import", path, source, "--as", "barriers")["lines"] > 200
        run("estimate", path, "--from", "社区", "--by", "floor-area", "--m2-per-household", "90")
        tally = run_json("info", path, "--grid", "330106001001")["tally"]
        assert tally["households"] > n_buildings and tally["households_estimated"] > 0.5 * n_buildings, tally
        with sqlite3.connect(path) as file:
            told = file.execute("SELECT count(*) FROM building WHERE floors > 1").fetchone()[0]
            means = file.execute("SELECT avg(households) FROM building WHERE is_estimated AND floors >= 8"
                                 " UNION ALL SELECT avg(households) FROM building WHERE is_estimated AND"
                                 " floors IS NULL").fetchall()
        assert told > 0 and (means[0][0] is None or means[0][0] > means[1][0]), (told, means)
        done = run_json("subdivide", path, "--parent", "社区", "--into", "网格", "--households",
                        f"{tally['households'] // 12}:{tally['households'] // 8}:{tally['households'] // 5}")
        assert done["contiguous"] and done["buildings_cut"] == 0 and done["parts"] >= 5, done
        assert done["buildings_estimated"] == sum(part["households_estimated"] for part in done["sizes"]) > 0
        assert run_json("verify", path)["valid"]


@case
def outlines_that_cross_themselves_are_repaired(folder):
    """A bow tie has two triangles, not nothing; a hole outside is land of its own; each is told."""
    path = empty_project(folder, "bow.wangge")
    rings = {"even": [[(0.1, 0.1), (0.3, 0.3), (0.3, 0.1), (0.1, 0.3)]],
             "uneven": [[(0.4, 0.1), (0.6, 0.3), (0.6, 0.1), (0.4, 0.25)]],
             "apart": [[(0.7, 0.1), (0.8, 0.1), (0.8, 0.2), (0.7, 0.2)], [(0.7, 0.4), (0.8, 0.4), (0.8, 0.5), (0.7, 0.5)]],
             "plain": [[(0.1, 0.6), (0.3, 0.6), (0.3, 0.8), (0.1, 0.8)]]}
    source = write_geojson(os.path.join(folder, "bow.geojson"), [
        ({"code": code}, polygon(*[[[WEST + x * STEP, SOUTH + y * STEP] for x, y in ring] for ring in shape]))
        for code, shape in rings.items()])
    told = run_json("import", path, source, "--as", "buildings")
    assert told["buildings"] == 4, told
    assert [(row["kind"], row["row"]) for row in told["problems"]] == [("invalid-geometry", n) for n in (1, 2, 3)], told
    out = os.path.join(folder, "back.geojson")
    run("export", path, out, "--as", "buildings", "--crs", "EPSG:4326")
    with open(out, encoding="utf-8") as text:
        back = {row["properties"]["code"]: row["geometry"] for row in json.load(text)["features"]}
    shapes = {code: [land["coordinates"]] if land["type"] == "Polygon" else land["coordinates"]
              for code, land in back.items()}
    assert {code: len(shape) for code, shape in shapes.items()} == {"even": 2, "uneven": 2, "apart": 2, "plain": 1}
    assert all(len(part) == 1 for shape in shapes.values() for part in shape), shapes
    # A share of a known total goes by the land that is there.
    run("estimate", path, "--from", "网格", "--by", "floor-area", "--grid", "330106001001", "--households", "10000")
    with sqlite3.connect(path) as file:
        counts = dict(file.execute("SELECT code, households FROM building"))
    # In hundredths of a cell: 4 / 2 triangles of a square, 3.5 / 2 or so, 2 squares, a square.
    assert abs(counts["even"] / counts["plain"] - 0.5) < 0.01, counts
    assert abs(counts["apart"] / counts["plain"] - 0.5) < 0.01, counts


@case
def counts_as_people_write_them(folder):
    path = empty_project(folder, "counts.wangge")
    good = {"12": 12, "12.0": 12, "12户": 12, "12 户": 12, "１２": 12, "1,234": 1234, "３，０００": 3000, "0": 0}
    bad = ["3-4", "10万", "约12", "1,2", "-3", "5/6", "12余", "1,23,456"]
    source = write_geojson(os.path.join(folder, "counts.geojson"), [
        ({"code": f"C{number}", "户数": text}, square(0.1 * (number % 9), 0.1 + 0.2 * (number // 9), 0.05))
        for number, text in enumerate([*good, *bad])])
    told = run_json("import", path, source, "--as", "buildings")
    assert [(row["kind"], row["detail"]) for row in told["problems"]] == [("bad-number", text) for text in bad], told
    with sqlite3.connect(path) as file:
        counts = [row[0] for row in file.execute("SELECT households FROM building ORDER BY id")]
    assert counts == [*good.values(), *[None] * len(bad)], counts


@case
def refusals(folder):
    path = empty_project(folder, "first.wangge")
    out = os.path.join(folder, "out.gpkg")
    run("export", path, out, "--as", "buildings", status=1)
    run("export", path, os.path.join(folder, "out.kml"), "--as", "buildings", status=2)
    run("export", path, out, "--as", "houses", status=2)
    assert not os.path.exists(out)


@case
def the_same_building_twice_counts_once(folder):
    """All of it the same: left out, and told. The same outline with another number: both, and told."""
    path = empty_project(folder, "first.wangge")
    house = square(0.4, 0.4, 0.1)
    report = run_json("import", path, write_geojson(os.path.join(folder, "twice.geojson"), [
        ({"code": "T1", "households": 12}, house), ({"code": "T1", "households": 12}, house),
        ({"code": "T2", "households": 5}, house), ({"code": "T3", "households": 7}, point(0.5, 0.8)),
        ({"code": "T4", "households": 7}, point(0.5, 0.8))]), "--as", "buildings")
    told = [(row["kind"], row["row"], row["detail"]) for row in report["problems"] if row["row"] > 0]
    assert told == [("repeated", 2, "1"), ("same-place", 3, "1")], told
    assert report["buildings"] == 4 and report["rows"] == 5, report
    tally = run_json("info", path, "--grid", "330106001001")["tally"]
    assert (tally["households"], tally["buildings"]) == (12 + 5 + 7 + 7, 4), tally


main()
