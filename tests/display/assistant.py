# SPDX-License-Identifier: GPL-3.0-or-later
"""The import assistant as a person goes through it, and what is stored then."""
import json
import os
import subprocess

from desktop import Window
from tap import run, run_json

RESULT = "Map of the result"


def empty_project(folder, name="test"):
    path = os.path.join(folder, name + ".wangge")
    run("new", path, "--levels", "社区,网格")
    return path


def stored_names(path, level="社区"):
    out = path + ".names.geojson"
    if os.path.exists(out):
        os.remove(out)
    run("export", path, out, "--level", level)
    with open(out, encoding="utf-8") as file:
        return {row["properties"]["code"]: row["properties"]["name"]
                for row in json.load(file)["features"]}


def land(path):
    """Square metres of each grid of the lower level."""
    out = path + ".land.geojson"
    run("export", path, out, "--level", "网格")
    with open(out, encoding="utf-8") as file:
        return {row["properties"]["code"]: row["properties"]["area_m2"]
                for row in json.load(file)["features"]}


def open_import(path, source, **environment):
    """The window with the import dialog for @source in front."""
    window = Window(path, **environment)
    window.find("Look at level")  # the project is open
    subprocess.run(["gdbus", "call", "--session", "--dest", "org.wangge.Wangge", "--object-path",
                    "/org/wangge/Wangge", "--method", "org.gtk.Actions.Activate", "open-path",
                    f"[<'{source}'>]", "{}"], check=True, capture_output=True)
    window.find("Bring in as")
    window.use_front_window()
    return window


def run_import(window):
    """From any step of the assistant to the result that is previewed."""
    window.act_until(lambda: window.key("alt+r"), lambda: window.is_shown(RESULT), "the result")


def go_to(window, step, thing):
    """Opens a step of the assistant by its name in the list of steps."""
    click_at_rest(window, step, "label")
    return window.find(thing)


def accept(window):
    window.find(RESULT)
    window.act_until(lambda: window.key("alt+a"), lambda: not window.is_shown(RESULT),
                     "the accepted result")


def find_in_front(window, name, role=None):
    """As Window.find(), but not behind the assistant, where the project has words of its own."""
    def search():
        for part in reversed(window.tree.read().children):
            found = window.find_now(name, role, part)
            if found is not None and found.get_name() == name:
                return found
        return None

    return window.wait_for(search, f"“{name}” ({role}) in front")


def click_at_rest(window, name, role=None):
    """Clicks a thing of the assistant once it does not move any more: steps slide in."""
    places = [window.box(find_in_front(window, name, role))]

    def rests():
        places.append(window.box(find_in_front(window, name, role)))
        return places[-1] == places[-2]

    window.wait_for(rests, f"“{name}” at rest")
    x, y, width, height = places[-1]
    window.click_at(x + width / 2, y + height / 2)


# The last ones of the list of uses, from its end.
USES = ["Not brought in", "Reference layer of the map", "Addresses and named places",
        "Barriers: streets, rivers, walls"]


def choose_use(window, layer, use):
    """Picks what a layer is brought in as, from the list of its row."""
    click_at_rest(window, layer, "label")
    window.act_until(lambda: window.key("End", *["Up"] * USES.index(use), "Return"),
                     lambda: window.is_shown(use, "label"), use)
