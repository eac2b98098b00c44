#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job in the real window: open, look, divide, undo, rename, print; by pointer and keyboard."""
import json
import os
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))
from board import grids, open_window, project  # noqa: E402
from desktop import Window  # noqa: E402
from tap import case, main, run, run_json  # noqa: E402

@case
def divide_undo_redo(folder):
    path = project(folder)
    window, canvas = open_window(path)
    try:
        canvas.stroke((0.5, 2.15), (0.55, -0.15))
        window.wait_for(lambda: grids(path) == 12, "two new grids in the file")
        window.key("ctrl+z")
        window.wait_for(lambda: grids(path) == 10, "the split undone in the file")
        window.key("ctrl+shift+z")
        window.wait_for(lambda: grids(path) == 12, "the split done again in the file")
    finally:
        window.close()
    assert run_json("verify", path)["valid"]
    assert [row["kind"] for row in run_json("history", path)][-2:] == ["import", "split"]


@case
def killed_right_after_enter(folder):
    path = project(folder)
    window, canvas = open_window(path)
    canvas.stroke((2.5, 2.15), (2.55, 0.9))
    window.wait_for(lambda: grids(path) == 11, "the split in the file")
    window.kill()
    assert grids(path) == 11
    assert run_json("verify", path)["valid"]
    run("undo", path)
    assert grids(path) == 10


@case
def a_stroke_that_cuts_nothing_is_refused(folder):
    path = project(folder)
    window, canvas = open_window(path)
    try:
        canvas.stroke((0.2, 0.2), (0.8, 0.8))
        time.sleep(1)
        assert grids(path) == 10
        window.key("Escape")
        window.key("alt+1")
        window.wait_for(lambda: window.map_state()["tool"] == "select", "the Select tool")
    finally:
        window.close()


@case
def select_on_the_map_and_rename(folder):
    path = project(folder)
    window, canvas = open_window(path)
    try:
        canvas.select((1.5, 0.5))
        window.find("330106001001")

        def rename():
            window.key("F2", "ctrl+a")
            window.write("Changhong")
            window.key("Return")

        window.act_until(rename,
                         lambda: run_json("history", path)[-1]["kind"] == "grid-attributes",
                         "the new name in the file")
        window.find("Changhong")
        window.key("Escape")
    finally:
        window.close()
    out = os.path.join(folder, "out.geojson")
    run("export", path, out, "--level", "网格")
    with open(out, encoding="utf-8") as file:
        names = {row["properties"]["code"]: row["properties"]["name"]
                 for row in json.load(file)["features"]}
    assert names["330106001001"] == "Changhong", names


@case
def chinese_window(folder):
    path = project(folder)
    window = Window(path, locale="zh_CN.UTF-8", LANGUAGE="zh_CN")
    try:
        window.find("地图")
        window.find("导入")
    finally:
        window.close()


main()
