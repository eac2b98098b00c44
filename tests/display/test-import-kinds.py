#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Buildings, their numbers, barriers and addresses in the import assistant, with templates of each."""
import contextlib
import csv
import os
import sqlite3
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))
from assistant import choose_use, click_at_rest, go_to, open_import  # noqa: E402
from board import SOUTH, STEP, WEST, edits, project  # noqa: E402
from tap import case, main, run, run_json, write_geojson  # noqa: E402


def query(path, sql):
    with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as file:
        return file.execute(sql).fetchall()


def point(column, row):
    return {"type": "Point", "coordinates": [WEST + column * STEP, SOUTH + row * STEP]}


def choose_column(window, title, downs, sample):
    """Picks a column for something by its place in the list."""
    click_at_rest(window, title, "label")
    window.act_until(lambda: window.key("Home", *["Down"] * downs, "Return"),
                     lambda: window.is_shown(sample), f"{title}: {sample}")


def keep_template(window, name):
    window.key("alt+s")
    window.find("Name of the template", "text")
    window.write(name)
    window.key("Return")
    window.find("Applied")


def bring_in(window, path, kind, asks=True):
    """Through the summary and the report of what was read, to what is stored."""
    window.act_until(lambda: window.key("alt+r"), lambda: window.is_shown("To Be Brought In"),
                     "the summary")
    window.act_until(lambda: window.key("alt+a"), lambda: not window.is_shown("To Be Brought In"),
                     "the reading")
    if asks:
        window.find("Import", "push button")
        window.act_until(lambda: window.key("alt+i"), lambda: edits(path, kind) == 1, kind)
    window.wait_for(lambda: edits(path, kind) == 1, kind)


def give_up(window):
    window.act_until(lambda: window.key("Escape"), lambda: not window.is_shown("Text and Fields"),
                     "the closed assistant")


def odd_buildings(folder, name):
    return write_geojson(os.path.join(folder, name), [
        ({"甲": f"L{number}", "乙": f"{number}号楼", "丙": 10 + number, "丁": 3},
         point(number % 5 + 0.5, number // 5 + 0.5)) for number in range(10)])


@case
def a_template_of_buildings(folder):
    data = os.path.join(folder, "data")
    path = project(folder)
    window = open_import(path, odd_buildings(folder, "first.geojson"), XDG_DATA_HOME=data)
    try:
        window.find("Buildings, with households and people", "label")
        go_to(window, "Text and Fields", "Households")
        choose_column(window, "Households", 3, "丙: 10, 11, 12")
        choose_column(window, "Name", 2, "乙: 0号楼")
        keep_template(window, "houses")
        give_up(window)
    finally:
        window.close()

    window = open_import(path, odd_buildings(folder, "second.geojson"), XDG_DATA_HOME=data)
    try:
        go_to(window, "Text and Fields", "Applied")
        window.find("丙: 10, 11, 12")
        bring_in(window, path, "import-buildings")
    finally:
        window.close()
    assert query(path, "SELECT name, households FROM building ORDER BY households") \
        == [(f"{number}号楼", 10 + number) for number in range(10)], \
        query(path, "SELECT name, households FROM building")


@case
def a_template_of_numbers(folder):
    data = os.path.join(folder, "data")
    path = project(folder)
    source = write_geojson(os.path.join(folder, "houses.geojson"), [
        ({"code": f"L{number}", "name": f"{number}号楼"}, point(number + 0.5, 0.5))
        for number in range(3)])
    run("import", path, source, "--as", "buildings")
    tables = []
    for name in ("first.csv", "second.csv"):
        tables.append(os.path.join(folder, name))
        with open(tables[-1], "w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([["甲", "乙"], *([f"L{n}", 40 + n] for n in range(3))])
    window = open_import(path, tables[0], XDG_DATA_HOME=data)
    try:
        go_to(window, "Text and Fields", "Households")
        choose_column(window, "Code", 1, "甲: L0, L1, L2")
        choose_column(window, "Households", 2, "乙: 40, 41, 42")
        keep_template(window, "numbers")
        give_up(window)
    finally:
        window.close()
    window = open_import(path, tables[1], XDG_DATA_HOME=data)
    try:
        go_to(window, "Text and Fields", "Applied")
        bring_in(window, path, "import-building-numbers")
    finally:
        window.close()
    assert query(path, "SELECT code, households FROM building ORDER BY code") \
        == [("L0", 40), ("L1", 41), ("L2", 42)]


def street(west, east, row):
    return {"type": "LineString", "coordinates": [[WEST + west * STEP, SOUTH + row * STEP],
                                                  [WEST + east * STEP, SOUTH + row * STEP]]}


@case
def a_template_of_barriers(folder):
    """What such a file brings and of what class its lines are is kept too."""
    data = os.path.join(folder, "data")
    path = project(folder)
    sources = [write_geojson(os.path.join(folder, name + ".geojson"),
                             [({"甲": "1"}, street(0, 5, 0.7)), ({"甲": "2"}, street(0, 5, 1.3))])
               for name in ("first", "second")]
    window = open_import(path, sources[0], XDG_DATA_HOME=data)
    try:
        choose_use(window, "first", "Barriers: streets, rivers, walls")
        click_at_rest(window, "What its lines are", "label")
        window.act_until(lambda: window.key("Home", "Down", "Down", "Down", "Down", "Down", "Return"),
                         lambda: window.is_shown("rivers and other water", "label"), "rivers")
        go_to(window, "Text and Fields", "Template")
        keep_template(window, "water")
        give_up(window)
    finally:
        window.close()
    window = open_import(path, sources[1], XDG_DATA_HOME=data)
    try:
        window.find("rivers and other water", "label")
        go_to(window, "Text and Fields", "Applied")
        bring_in(window, path, "import-barriers", asks=False)
    finally:
        window.close()
    assert query(path, "SELECT class, count(*) FROM barrier GROUP BY class") == [("river", 2)]


def addresses(folder, name):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["甲", "乙", "经度", "纬度"])
        for number in range(6):
            x, y = point(number % 5 + 0.5, 0.5)["coordinates"]
            rows.writerow([f"春风路{number + 1}号", "" if number % 2 else f"小店{number}", x, y])
    return path


@case
def addresses_with_a_template(folder):
    data = os.path.join(folder, "data")
    path = project(folder)
    window = open_import(path, addresses(folder, "地址一.csv"), XDG_DATA_HOME=data)
    try:
        window.find("Addresses and named places", "label")
        go_to(window, "Text and Fields", "Whole address")
        choose_column(window, "Whole address", 1, "甲: 春风路1号")
        choose_column(window, "Name of the place", 2, "乙: 小店0")
        keep_template(window, "doors")
        give_up(window)
    finally:
        window.close()
    window = open_import(path, addresses(folder, "second.csv"), XDG_DATA_HOME=data)
    try:
        window.find("Addresses and named places", "label")  # as the template says
        go_to(window, "Text and Fields", "Applied")
        go_to(window, "Coordinates", "The layer over the land of the project")
        bring_in(window, path, "import-addresses")
    finally:
        window.close()
    assert query(path, "SELECT sum(n_rows) FROM address_block") == [(6,)]
    assert "春风路3号" in run("find", path, "春风路3号").stdout
    run("undo", path)
    run("find", path, "春风路3号", status=1)


@case
def the_window_stores_what_the_command_line_stores(folder):
    """The same file and choices: shifted places of a Chinese web map."""
    path, other = project(folder), os.path.join(folder, "other")
    os.mkdir(other)
    twin = project(other)
    source = addresses(folder, "地址.csv")
    run("import", twin, source, "--as", "addresses", "--map", "address=甲,name=乙", "--shift", "gcj02")
    window = open_import(path, source)
    try:
        go_to(window, "Text and Fields", "Whole address")
        choose_column(window, "Whole address", 1, "甲: 春风路1号")
        choose_column(window, "Name of the place", 2, "乙: 小店0")
        go_to(window, "Coordinates", "Shift of a Chinese web map")
        click_at_rest(window, "Shift of a Chinese web map", "label")
        window.act_until(lambda: window.key("Home", "Down", "Return"),
                         lambda: window.is_shown("GCJ-02", "label"), "GCJ-02")
        bring_in(window, path, "import-addresses")
    finally:
        window.close()
    exported = []
    for one in (path, twin):
        out = one + ".csv"
        run("export", one, out, "--as", "addresses")
        with open(out, encoding="utf-8-sig") as file:
            exported.append(file.read())
    assert exported[0] == exported[1] and "春风路1号" in exported[0], exported


main()
