#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The export dialog writes what the command of the same wishes writes."""
import json
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))
from board import open_window, project  # noqa: E402
from tap import case, main, run  # noqa: E402


def choose(window, n_tabs, *keys, then):
    """Goes some rows on and picks an entry of the list there."""
    window.key(*["Tab"] * n_tabs, "space", *keys, "Return")
    window.wait_for(lambda: window.is_shown(then, "label"), then)


def save(window):
    """Through the native dialog for the name of a file; the file."""
    window.act_until(lambda: window.key("alt+e"), lambda: window.find_now("Name", "text"), "the file dialog")
    return window.save(".gpkg")


def read(path):
    """Code and shape of each grid of all layers."""
    names = [line.split(": ", 1)[1].split(" (")[0] for line in
             subprocess.run(["ogrinfo", "-ro", "-q", path], capture_output=True, text=True, check=True)
             .stdout.splitlines() if ": " in line]
    found = []
    for name in names:
        done = subprocess.run(["ogr2ogr", "-f", "GeoJSON", "/vsistdout/", path, name], capture_output=True,
                              check=True)
        found += [(row["properties"]["code"], json.dumps(row["geometry"]))
                  for row in json.loads(done.stdout)["features"]]
    return sorted(found)


@case
def a_selection_comes_out_as_by_command(folder):
    path = project(folder)
    by_command = os.path.join(folder, "command.gpkg")
    window, canvas = open_window(path)
    try:
        canvas.select((0.5, 0.5), (1.5, 0.5))
        window.act_until(lambda: window.key("ctrl+shift+e"), lambda: window.is_shown("Of which grids"),
                         "the export dialog")
        window.use_front_window()
        choose(window, 1, "Home", "Down", then="2 selected grids, with what is below them")
        choose(window, 2, "End", "Up", "Up", then="GCJ-02 (AMap)")
        by_window = save(window)
        window.find(f"Exported to {os.path.basename(by_window)}")
    finally:
        window.close()
    written = read(by_window)
    assert len(written) == 2, written
    run("export", path, by_command, "--grid", ",".join(code for code, _shape in written), "--crs", "gcj02")
    assert read(by_command) == written


main()
