# SPDX-License-Identifier: GPL-3.0-or-later
"""A project for every rule of the check: each finding once, made as it comes about in an office."""
import datetime
import json
import os
import sqlite3
import subprocess

from tap import PROGRAM, polygon, run, write_geojson

WEST, SOUTH, STEP = 120.10, 30.20, 0.005
METRE = 1 / (STEP * 96300)  # eastward, in units of grids
TODAY = datetime.date.today()


def box(west, south, east, north, by=1):
    """In units of grids from the south-west corner, with corners where the grids have theirs."""
    ring = []
    for x0, y0, x1, y1 in ((west, south, east, south), (east, south, east, north),
                           (east, north, west, north), (west, north, west, south)):
        n = max(1, round((abs(x1 - x0) + abs(y1 - y0)) / by))
        ring += [(x0 + (x1 - x0) * i / n, y0 + (y1 - y0) * i / n) for i in range(n)]
    return [[WEST + x * STEP, SOUTH + y * STEP] for x, y in ring]


def wkt(west, south, east, north):
    ring = box(west, south, east, north)
    return "POLYGON ((" + ", ".join(f"{x:.9f} {y:.9f}" for x, y in ring + ring[:1]) + "))"


def cell(column, row, **more):
    """A square grid: 330106001 ROW COLUMN in the west, 330106002 in the east."""
    street = 1 if column < 2 else 2
    return ({"code": f"33010600{street}{row}{column:02}", "name": f"第{row * 5 + column + 1}网格", **more},
            polygon(box(column, row, column + 1, row + 1)))


def cells(rows=2, without=()):
    return [cell(column, row) for row in range(rows) for column in range(5)
            if (column, row) not in without]


def project(folder, name, grids, streets=True):
    path = os.path.join(folder, f"{name}.wangge")
    source = write_geojson(os.path.join(folder, f"{name}.geojson"), grids)
    run("new", path, "--levels", "街道,网格")
    if streets:
        upper = write_geojson(os.path.join(folder, f"{name}-streets.geojson"), [
            ({"code": f"33010600{number}", "name": f"第{number}街道"}, polygon(box(west, 0, east, 2)))
            for number, (west, east) in enumerate(((0, 2), (2, 5)), 1)])
        run("import", path, upper, "--level", "街道")
    run("import", path, source, "--level", "网格")
    return path


def write(path, *statements):
    """What no command does: a file that another program, or an older one, has changed."""
    with sqlite3.connect(path) as file:
        for statement in statements:
            file.execute(*statement)


def gaps(folder):
    """A grid is missing in the middle, and a yard inside another belongs to nobody."""
    grids = [grid for grid in cells(3, [(2, 1)]) if grid[0]["name"] != "第1网格"]
    grids.append((cell(0, 0)[0], polygon(box(0, 0, 1, 1), box(0.4, 0.4, 0.6, 0.6)[::-1])))
    return project(folder, "gaps", grids, streets=False)


def land(folder):
    """Land that only a street has; a strip, a splinter, two parts, an island, a grid without land."""
    grids = cells(2, [(4, 1), (1, 1), (0, 0)])
    yard = box(0.4, 0.4, 0.6, 0.6)
    grids.append((cell(0, 0)[0], polygon(box(0, 0, 1, 1), yard[::-1])))
    grids.append(({"code": "330106001080", "name": "院里网格"}, polygon(yard)))
    west, east = polygon(box(1, 1, 1.2, 2)), polygon(box(1.8, 1, 2, 2))
    grids.append((cell(1, 1)[0], {"type": "MultiPolygon",
                                  "coordinates": [west["coordinates"], east["coordinates"]]}))
    grids.append(({"code": "330106001081", "name": "中间网格"}, polygon(box(1.2, 1, 1.8, 2))))
    path = project(folder, "land", grids)
    run("draw", path, "--polygon", wkt(3, 0, 3 + 5 * METRE, 1), "--level", "网格", "--from", "all",
        "--code", "330106002082", "--name", "窄网格")
    run("draw", path, "--polygon", wkt(4, 0, 4 + 1.5 * METRE, 1), "--level", "网格", "--from", "all",
        "--code", "330106002083", "--name", "碎网格")
    write(path, ("INSERT INTO grid (id, scheme, depth, parent, kind, is_retired, code, name)"
                 " SELECT (SELECT max (id) FROM grid) + 1, scheme, 2, id, 0, 0, '330106002084',"
                 " '无地网格' FROM grid WHERE code = '330106002'",))
    return path


def house(code, column, row, size=0.1, **more):
    return ({"code": code, "name": code, "households": 10, "people": 25, "floors": 6, "units": 2, **more},
            polygon(box(column, row, column + size, row + size)))


def buildings(folder):
    """One outside, one across a border, two that were divided and came in anew, a grid without any."""
    path = project(folder, "buildings", cells(2))
    houses = [house(f"H{row}{column}", column + 0.4, row + 0.4) for row in range(2)
              for column in range(5) if (column, row) != (4, 1)]
    houses += [house("CUT", 0.97, 0.7), house("OUT", 2.4, 2.2)]
    path_of = os.path.join(folder, "houses.geojson")
    run("import", path, write_geojson(path_of, houses), "--as", "buildings")
    run("split-building", path, "--building", "H00", "--share", "330106001001:households=8:people=20")
    run("split-building", path, "--building", "H02", "--share", "330106002003:floors=4-6")
    for properties, _shape in houses:
        if properties["code"] == "H00":
            properties["households"] = 5
        elif properties["code"] == "H02":
            properties["floors"] = 3
    run("import", path, write_geojson(path_of, houses), "--as", "buildings")
    return path


def roads(folder):
    """A road that a border follows, all but for a bulge of 25 m."""
    bulge = [(1, 0), (1, 0.4), (1 + 25 * METRE, 0.45), (1 + 25 * METRE, 0.55), (1, 0.6), (1, 1)]
    line = [[WEST + x * STEP, SOUTH + y * STEP] for x, y in bulge]
    return write_geojson(os.path.join(folder, "roads.geojson"), [
        ({"name": "文一路", "highway": "primary"}, {"type": "LineString", "coordinates": line})])


def border(folder):
    path = project(folder, "border", cells(2))
    write(path, ("INSERT INTO layer (position, name, source, is_raster, is_visible, opacity)"
                 " VALUES (0, '道路', ?, 0, 1, 1.0)",
                 (roads(folder),)))
    return path


def sizes(folder):
    """Too few households, too many people, too much land: one each."""
    path = project(folder, "sizes", cells(2))
    houses = [house(f"H{row}{column}", column + 0.4, row + 0.4, households=300, people=900)
              for row in range(2) for column in range(5)]
    houses[0][0]["households"] = 40
    houses[1][0]["people"] = 3000
    for properties, _shape in houses[2:5]:  # of the grids that become one
        properties.update(households=100, people=300)
    run("import", path, write_geojson(os.path.join(folder, "houses.geojson"), houses), "--as", "buildings")
    run("merge", path, "--grids", "330106002002,330106002003,330106002004", "--into", "330106002003")
    run("level", path, "--level", "网格", "--households", "200,300,800", "--people", "0,900,2000",
        "--area", "0,0,600000")
    return path


def codes(folder):
    """One code twice, one of a retired grid, one of another form, one of another street."""
    grids = cells(2)
    grids[3][0]["code"] = "A-7"
    grids[4][0]["code"] = "330106001904"
    path = project(folder, "codes", grids)
    run("draw", path, "--polygon", wkt(0, 0, 0.5, 1), "--level", "网格", "--from", "all",
        "--code", "330106001070", "--name", "旧网格")
    run("merge", path, "--grids", "330106001070,330106001000", "--into", "330106001000")
    write(path, ("UPDATE grid SET code = '330106001070' WHERE code = '330106001100'",),
          ("UPDATE grid SET code = '330106002102' WHERE code = '330106002103'",))
    return path


def names(folder):
    """One without a name, one without a code, one with its neighbour's, one below no street."""
    grids = cells(2)
    grids[2][0]["name"] = grids[3][0]["name"]
    grids.append(({"code": "330106003001", "name": "第十一网格"}, polygon(box(5, 0, 6, 1))))
    path = project(folder, "names", grids)
    write(path, ("UPDATE grid SET code = '' WHERE code = '330106001001'",),
          ("UPDATE grid SET name = '' WHERE code = '330106001000'",))
    return path


def lead(path, grid, name, phone="13800000001", role="leader", *more):
    run("assign-person", path, "--grid", grid, "--name", name, "--role", role, "--phone", phone, *more)


def posts(folder):
    """Nobody, too few, two leaders; one with too many grids and one with too many households."""
    path = project(folder, "posts", cells(2))
    houses = [house(f"H{row}{column}", column + 0.4, row + 0.4, households=300, people=900)
              for row in range(2) for column in range(5)]
    houses[8][0]["households"] = 1600
    run("import", path, write_geojson(os.path.join(folder, "houses.geojson"), houses), "--as", "buildings")
    run("staff-rules", path, "--level", "网格", "--rule", "leader:1", "--rule", "worker:1")
    for number, (column, row) in enumerate((column, row) for row in range(2) for column in range(5)):
        code = cell(column, row)[0]["code"]
        if number == 0:
            continue
        boss = "张三" if number < 5 else f"组长{number}"
        lead(path, code, boss, f"138000000{10 if number < 5 else 10 + number}")
        if number != 1:
            lead(path, code, f"组员{number}", f"139000000{10 + number}", "worker")
    lead(path, cell(2, 1)[0]["code"], "李四", "13700000001")
    run("people", path, "--json")
    lead(path, "330106001", "王五", "13700000002", "liaison")
    return path


def staff(folder):
    """Without a phone, with one that cannot be right, away without cover, a role that ends."""
    path = project(folder, "staff", cells(2))
    code = [cell(column, 0)[0]["code"] for column in range(5)]
    lead(path, code[0], "无号", "")
    lead(path, code[1], "错号", "1380000")
    lead(path, code[2], "请假", "13800000003")
    lead(path, code[2], "同事", "13800000004", "worker")
    lead(path, code[3], "到期", "13800000005", "leader", "--from", "2020-01-01", "--to",
         (TODAY + datetime.timedelta(days=12)).isoformat())
    write(path, ("INSERT INTO leave (scheme, person, deputy, from_day, to_day, reason)"
                 " SELECT scheme, id, 0, ?, ?, ''"
                 " FROM person WHERE name = '请假'", (day(-1), day(5))))
    return path


def day(after):
    return (TODAY + datetime.timedelta(days=after)).isoformat()


# project -> rule -> its findings, and how many --fix leaves (0: it fixes all; None: it is left to people)
PROJECTS = {
    gaps: {"land.unowned": (1, 0), "land.hole": (1, 0)},
    land: {"land.undivided": (1, 0), "land.none": (1, 0), "land.sliver": (1, 0), "land.narrow": (1, 0),
           "land.parts": (1, 0), "land.island": (1, 0)},
    buildings: {"building.unowned": (1, None), "building.cut": (1, 0), "building.shares": (1, None),
                "building.parts": (1, None), "building.none": (1, 0)},
    border: {"border.off-line": (1, 0)},
    sizes: {"size.households": (1, 0), "size.people": (1, None), "size.area": (1, None)},
    codes: {"order.code-duplicate": (2, 0), "order.code-reused": (1, 0),
            "order.code-pattern": (1, 0), "order.code-prefix": (2, 0)},
    names: {"order.code-missing": (1, 0), "order.name-missing": (1, 0), "order.name-duplicate": (2, 0), "order.parent-missing": (1, 0)},
    posts: {"staff.vacant": (1, None), "staff.missing": (1, None), "staff.doubled": (1, 0),
            "staff.grids": (1, None), "staff.households": (2, None)},
    staff: {"staff.phone-missing": (1, None), "staff.phone-bad": (1, None), "staff.leave": (1, 0),
            "staff.ending": (1, 0)},
}


def findings(path, *options, locale="C.UTF-8"):
    """What the command line finds in the stored file, by rule."""
    done = subprocess.run([PROGRAM, "check", path, "--json", *options], capture_output=True, text=True,
                          check=False, env={**os.environ, "LC_ALL": locale, "LANGUAGE": ""})
    found = {}
    for one in json.loads(done.stdout)["findings"]:
        found.setdefault(one["code"], []).append(one)
    return found
