#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ctrl+K in the real window: what is typed is found, Enter goes there; contact cards and lists leave the window."""
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))
from desktop import Window  # noqa: E402
from tap import case, main, run, run_json  # noqa: E402


def project(folder):
    """The sample, with an address in its first grid; where that is, in degrees and metres from the origin."""
    path = os.path.join(folder, "county.wangge")
    run("sample", path, "--grids", "60", "--seed", "3")
    west, south, east, north = run_json("info", path)["extent"]
    longitude, latitude = west + (east - west) * 0.5, south + (north - south) * 0.52
    table = os.path.join(folder, "addresses.csv")
    with open(table, "w", encoding="utf-8") as out:
        out.write(f"地址,名称,经度,纬度\n柳北塘路三号院,便民超市,{longitude},{latitude}\n")
    run("import", path, table, "--as", "addresses")
    hit = run_json("find", path, "liubeitang")["addresses"]["hits"][0]
    return path, hit


def begin(window):
    window.act_until(lambda: window.key("ctrl+k"), lambda: window.is_shown("Find anything", "text"), "the box")


def arrives(window, before, condition, what):
    window.wait_for(lambda: not window.is_shown("Find anything", "text"), "the box gone")
    window.wait_for(lambda: (lambda now: not now["moving"] and now["pending"] == 0 and condition(now, before))
                    (window.map_state()), what)


def settled(window):
    window.find("Map")
    window.wait_for(lambda: window.map_state()["pending"] == 0, "the settled map")
    return window.map_state()


@case
def typed_and_gone_to(folder):
    path, hit = project(folder)
    code = hit["grid"]["code"]
    window = Window(path)
    try:
        before = settled(window)
        begin(window)
        window.write("zzqq")
        window.wait_for(lambda: window.is_shown("Nothing was found for “zzqq”", "label"), "the hint")
        assert window.is_shown("Less finds more", "label")
        begin(window)
        window.write("lbtl3h")
        window.wait_for(lambda: window.is_shown("Addresses", "label"), "the address")
        window.key("ctrl+c")
        window.wait_for(lambda: window.is_shown(f"The contact card of {hit['grid']['name']}", "label"), "the card")
        window.key("Return")
        arrives(window, before, lambda now, was: now["selected"] == 1 and now["marked"]
                and now["scale"] < was["scale"] / 4, "the address on the map")
        there = window.map_state()
        assert window.is_shown(hit["grid"]["name"]), hit

        # A grid by a part of its code, with arrows: it is shown whole.
        begin(window)
        window.write(code)
        window.wait_for(lambda: window.is_shown("Grids", "label"), "the grid")
        window.key("Return")
        arrives(window, there, lambda now, was: now["selected"] == 1 and not now["marked"]
                and now["scale"] != was["scale"], "the grid on the map")

        # Coordinates lead to the place of the address again.
        begin(window)
        window.write(f"{hit['longitude']:.7f} {hit['latitude']:.7f}")
        window.wait_for(lambda: window.is_shown("Coordinates", "label"), "the coordinates")
        window.key("Return")
        arrives(window, there, lambda now, was: now["marked"] and abs(now["x"] - was["x"]) < 1
                and abs(now["y"] - was["y"]) < 1, "the place on the map")
    finally:
        window.close()


@case
def commands_and_what_was_found_last(folder):
    path, _hit = project(folder)
    window = Window(path)
    try:
        settled(window)
        begin(window)
        window.write("measure")
        window.wait_for(lambda: window.is_shown("Commands", "label"), "the command")
        window.key("Return")
        window.wait_for(lambda: window.map_state()["tool"] == "measure", "the tool")
        begin(window)
        window.wait_for(lambda: window.is_shown("Found Last", "label"), "what was found last")
        window.key("Escape")
        window.wait_for(lambda: not window.is_shown("Find anything", "text"), "the box gone")
    finally:
        window.close()


@case
def contacts(folder):
    path, hit = project(folder)
    window = Window(path)
    try:
        before = settled(window)
        begin(window)
        window.write(hit["grid"]["code"])
        window.wait_for(lambda: window.is_shown("Grids", "label"), "the grid")
        window.key("Return")
        arrives(window, before, lambda now, was: now["selected"] == 1, "the grid")
        window.act_until(lambda: window.key("ctrl+shift+l"),
                         lambda: window.is_shown("All levels", "label") or window.is_shown("Contact List", "frame"),
                         "the contact list")
        window.use_front_window()
        window.wait_for(lambda: window.is_shown("Phone"), "its table")
    finally:
        window.close()


@case
def contacts_of_a_drawn_area(folder):
    path, _hit = project(folder)
    window = Window(path)
    try:
        settled(window)
        window.act_until(lambda: window.key("alt+c"), lambda: window.map_state()["tool"] == "contact", "the tool")
        x, y, width, height = window.box(window.find("Map"))
        middle = (x + width / 2, y + height / 2)
        places = [(middle[0] - 40, middle[1] - 40), (middle[0] + 40, middle[1] - 40),
                  (middle[0] + 40, middle[1] + 40), (middle[0] - 40, middle[1] + 40)]
        window.drag_along(places)
        window.wait_for(lambda: window.is_shown("All levels", "label"), "the contact list")
        window.use_front_window()
        window.wait_for(lambda: window.is_shown("Drawn area", "label") and window.is_shown("Phone"), "its table")
    finally:
        window.close()


main()
