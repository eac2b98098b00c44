#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The chart of a grid with its settings beside it, and the atlas that begins there."""
import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))
from board import open_window, project  # noqa: E402
from tap import case, main, run, tool  # noqa: E402


@case
def settings_lay_the_sheet_out_anew(folder):
    window, canvas = open_window(project(folder))
    try:
        canvas.select((0.5, 0.5))
        window.act_until(lambda: window.key("ctrl+p"), lambda: window.is_shown("1 of 1"), "the sheet")
        window.use_front_window()
        window.find("Grid sheet")
        # Another paper is another sheet: the zoom that fits it is smaller.
        before = window.wait_for(lambda: zoom(window), "the zoom")
        node = window.find("A4")
        x, y, width, height = window.box(node)
        window.click_at(x + width / 2, y + height / 2)
        window.wait_for(lambda: window.is_shown("A0"), "the papers")
        window.key("Down", "Down", "Down", "Down", "Return")
        window.wait_for(lambda: zoom(window) and zoom(window) < before, "the larger sheet")
        # Grids of the street: five of the ten.
        window.act_until(lambda: window.key("alt+a"), lambda: window.is_shown("Which Grids"),
                         "the atlas")
        window.find("10 grids, as they are now")
        window.use_front_window()
        window.key("Escape")
        window.wait_for(lambda: not window.is_shown("Which Grids"), "the atlas closed")
    finally:
        window.close()


@case
def without_a_selection_the_first_unit_is_charted(folder):
    """And printed to a file it is the sheet that the command line makes."""
    for program in ("pdftotext", "pdfinfo", "pdftoppm"):
        tool(program)
    path, printed, made = project(folder), os.path.join(folder, "第1街道.pdf"), os.path.join(folder, "made.pdf")
    # Where no folder of documents is, files are printed to the home.
    window, _canvas = open_window(path, HOME=folder, XDG_CONFIG_HOME=folder)
    try:
        window.act_until(lambda: window.key("ctrl+p"), lambda: window.is_shown("1 of 1"), "the sheet")
        window.use_front_window()
        window.find("Wall map")
        window.act_until(lambda: window.key("ctrl+p"), lambda: window.is_shown("Print to File"),
                         "the printers")
        window.use_front_window()
        window.act_until(lambda: window.click_framed("Print to File"),
                         lambda: window.is_shown("Output format:"), "the printer is chosen")
        window.act_until(lambda: window.click_framed("Print", "label"), lambda: whole(printed), "the print")
    finally:
        window.close()
    run("chart", path, "--grid", "330106001", "-o", made)
    assert text_of(printed) == text_of(made) != ""
    assert paper_of(printed) == paper_of(made), paper_of(printed)
    ours, theirs = grey_of(printed), grey_of(made)
    assert len(ours) == len(theirs)
    far = sum(abs(one - other) > 48 for one, other in zip(ours, theirs))
    assert far < len(ours) / 1000, (far, len(ours))


def whole(pdf):
    """Written to its end."""
    if not os.path.exists(pdf):
        return False
    with open(pdf, "rb") as file:
        return file.read().rstrip().endswith(b"%%EOF")


def output_of(*words):
    return subprocess.run(words, check=True, capture_output=True).stdout


def text_of(pdf):
    return sorted(output_of("pdftotext", pdf, "-").split())


def paper_of(pdf):
    """In whole points, and how many sheets."""
    text = output_of("pdfinfo", pdf).decode()
    size = re.search(r"Page size:\s+([\d.]+) x ([\d.]+)", text)
    return [round(float(side)) for side in size.groups()], re.search(r"Pages:\s+(\d+)", text)[1]


def grey_of(pdf):
    return output_of("pdftoppm", "-r", "40", "-gray", pdf)


@case
def an_atlas_of_several_selected_grids(folder):
    window, canvas = open_window(project(folder))
    try:
        canvas.select((0.5, 0.5), (1.5, 0.5), (1.5, 1.5))
        window.act_until(lambda: window.key("ctrl+p"), lambda: window.is_shown("1 of 1"), "the sheet")
        window.use_front_window()
        window.act_until(lambda: window.key("alt+a"), lambda: window.is_shown("Which Grids"),
                         "the atlas")
        window.find("The selected grids")
        window.find("3 grids, as they are now")
    finally:
        window.close()


def zoom(window):
    """In percent, as the button between the magnifying glasses says."""
    for node in window.walk():
        name = node.get_name()
        if name.endswith(" %") and name[:-2].isdigit() and node.get_role_name() == "label":
            return int(name[:-2])
    return None


main()
