#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Merge: click, Shift+click, M, Enter; choosing who survives; exclaves and emptied parents ask."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))
from board import grids, open_window, project, stored_rings  # noqa: E402
from tap import case, main, run, run_json  # noqa: E402


@case
def four_steps(folder):
    path = project(folder)
    window, canvas = open_window(path)
    try:
        canvas.select((0.5, 0.5), (1.5, 0.5))
        canvas.choose("m", "merge")
        window.key("Return")
        window.wait_for(lambda: grids(path) == 9, "the merged grid in the file")
        window.wait_for(lambda: window.map_state()["tool"] == "select", "the Select tool")
        assert window.map_state()["selected"] == 1
        window.key("ctrl+z")
        window.wait_for(lambda: grids(path) == 10, "the merge undone in the file")
    finally:
        window.close()
    assert run_json("verify", path)["valid"]


@case
def click_one_after_another_and_choose(folder):
    path = project(folder)
    window, canvas = open_window(path)
    try:
        canvas.choose("m", "merge")
        for number, place in enumerate(((2.5, 0.5), (3.5, 0.5), (3.5, 1.5)), 1):
            window.act_until(lambda at=place: window.click_at(*canvas.at(*at)),
                             lambda n=number: window.map_state()["selected"] == n, f"grid {number}")
        window.click_at(*canvas.at(3.5, 1.5))
        window.wait_for(lambda: "330106001103" in window.map_state()["hint"]
                        or "第9网格" in window.map_state()["hint"], "the chosen survivor")
        window.key("Return")
        window.wait_for(lambda: grids(path) == 8, "the merged grid in the file")
    finally:
        window.close()
    codes = stored_rings(path, "网格")
    assert "330106001103" in codes and "330106001002" not in codes, codes


@case
def exclave_asks(folder):
    path = project(folder)
    window, canvas = open_window(path)
    try:
        canvas.select((0.5, 0.5), (3.5, 1.5))
        canvas.choose("m", "merge")
        window.key("Return")
        window.find("Make an Exclave?")
        window.key("Escape")
        window.wait_for(lambda: not window.is_shown("Make an Exclave?"), "the closed question")
        assert grids(path) == 10
        window.key("Return")
        window.find("Make an Exclave?")
        window.key("Return")
        window.wait_for(lambda: grids(path) == 9, "the merged grid in the file")
    finally:
        window.close()
    assert run_json("verify", path)["valid"]


@case
def parent_without_grids_asks(folder):
    path = project(folder)
    run("merge", path, "--grids", "330106001000,330106001001,330106001100,330106001101",
        "--into", "330106001001")
    window, canvas = open_window(path)
    try:
        canvas.select((1.5, 0.5), (2.5, 0.5))
        canvas.choose("m", "merge")
        window.click_at(*canvas.at(2.5, 0.5))
        window.wait_for(lambda: "330106001002" in window.map_state()["hint"]
                        or "第3网格" in window.map_state()["hint"], "the chosen survivor")
        window.key("Return")
        window.find("Retire the Parent?")
        window.key("Return")
        window.wait_for(lambda: grids(path) == 6, "the merged grid in the file")
    finally:
        window.close()
    assert run_json("info", path)["levels"][0]["grids"] == 1
    assert run_json("verify", path)["valid"]


main()
