#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Move border: corners, junctions, segments and new corners, dragged in the real window."""
import fcntl
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))
from board import (SOUTH, STEP, WEST, edits, has_corner, open_window, project,  # noqa: E402
                   stored_rings)
from tap import case, main, run, run_json  # noqa: E402


def moves(path):
    return edits(path, "move-border")


@case
def corner_that_is_also_the_parents_is_one_drag(folder):
    path = project(folder)
    window, canvas = open_window(path)
    try:
        canvas.drag((2, 1), (2.2, 1.15))
        window.wait_for(lambda: moves(path) == 1, "the moved border in the file")
        for level, n in (("街道", 2), ("网格", 4)):
            rings = stored_rings(path, level)
            assert sum(has_corner(ring, 2.2, 1.15) for ring in rings.values()) == n, rings
            assert not any(has_corner(ring, 2, 1) for ring in rings.values()), rings
        window.key("ctrl+z")
        window.wait_for(lambda: moves(path) == 0, "the move undone in the file")
        assert any(has_corner(ring, 2, 1) for ring in stored_rings(path, "街道").values())
    finally:
        window.close()
    assert run_json("verify", path)["valid"]


@case
def drag_elsewhere_moves_the_map(folder):
    path = project(folder)
    window, canvas = open_window(path)
    try:
        before = window.map_state()
        canvas.drag((1.5, 0.5), (1.9, 0.7))
        window.wait_for(lambda: window.map_state()["x"] != before["x"], "the moved map")
        window.wait_for(canvas.is_settled, "the map at rest")
    finally:
        window.close()
    assert moves(path) == 0


@case
def segment_and_new_corner(folder):
    path = project(folder)
    window, canvas = open_window(path)
    try:
        canvas.choose("b", "border")
        canvas.drag((3, 0.2), (3.2, 0.2))
        window.wait_for(lambda: moves(path) == 1, "the moved segment in the file")
        rings = stored_rings(path, "网格")
        assert sum(has_corner(ring, 3.2, 1) for ring in rings.values()) == 4, rings
        assert sum(has_corner(ring, 3.2, 0) for ring in rings.values()) == 2, rings
        # The handle in the middle of another segment.
        canvas.drag((4, 0.5), (4.2, 0.5))
        window.wait_for(lambda: moves(path) == 2, "the new corner in the file")
        rings = stored_rings(path, "网格")
        assert sum(has_corner(ring, 4.2, 0.5) for ring in rings.values()) == 2, rings
        # Delete with the pointer on it.
        window.move(*canvas.at(4.2, 0.5))
        window.wait_for(lambda: "Delete" in window.map_state()["hint"], "the corner below the pointer")
        window.key("Delete")
        window.wait_for(lambda: moves(path) == 3, "the corner gone from the file")
        assert not any(has_corner(ring, 4.2, 0.5) for ring in stored_rings(path, "网格").values())
    finally:
        window.close()
    assert run_json("verify", path)["valid"]


@case
def crossing_is_refused_and_escape_leaves(folder):
    path = project(folder)
    window, canvas = open_window(path)
    try:
        canvas.choose("b", "border")
        canvas.drag((2, 1), (3.4, 1.4))
        # Esc while the button is held.
        x, y = canvas.at(1, 1)
        window.press(x, y)
        window.move(*canvas.at(1.2, 1.1))
        window.move(*canvas.at(1.25, 1.1))
        window.wait_for(lambda: "Esc" in window.map_state()["hint"], "the drag")
        window.key("Escape")
        window.wait_for(lambda: "Esc" not in window.map_state()["hint"], "the end of the drag")
        window.release()
        # A good one comes through: so the others did not.
        canvas.drag((4, 1), (4.15, 1.1))
        window.wait_for(lambda: moves(path) == 1, "the third drag in the file")
        rings = stored_rings(path, "网格")
        assert sum(has_corner(ring, 2, 1) for ring in rings.values()) == 4, rings
        assert sum(has_corner(ring, 1, 1) for ring in rings.values()) == 4, rings
        window.key("Escape")
        window.wait_for(lambda: window.map_state()["tool"] == "select", "the Select tool")
    finally:
        window.close()


def project_with_corner(folder, column, to):
    """A corner in the middle of the border at the column is moved east, as the first edit."""
    path = project(folder)
    run("move", path, "--from", f"{WEST + column * STEP} {SOUTH + 0.5 * STEP}", "--insert",
        "--to", f"{WEST + to * STEP} {SOUTH + 0.5 * STEP}")
    return path


def drag_and_look(window, start, end, seen, what):
    """Holds the button at the end, a place of the screen, until the hint says what is to be seen."""
    (x, y), (to_x, to_y) = start, end
    window.press(x, y)
    for step in range(1, 9):
        window.move(x + (to_x - x) * step / 8, y + (to_y - y) * step / 8)
    window.wait_for(lambda: seen(window.map_state()), what)
    window.release()


@case
def corner_snaps_to_another_border_and_touches_it(folder):
    path = project_with_corner(folder, 1, 1.2)
    window, canvas = open_window(path)
    try:
        canvas.choose("b", "border")
        # Some pixels short of the border on the other side: it is caught, and accepted.
        x, y = canvas.at(2, 0.5)
        drag_and_look(window, canvas.at(1.2, 0.5), (x - 4, y),
                      lambda state: "snap" in state["hint"], "the drag")
        window.wait_for(lambda: moves(path) == 2, "the touching border in the file")
    finally:
        window.close()
    rings = stored_rings(path, "网格")
    assert has_corner(rings["330106001000"], 2, 0.5, 0.0005), rings
    assert has_corner(rings["330106001002"], 2, 0.5, 0.0005), rings
    assert run_json("verify", path)["valid"]


@case
def crossing_is_refused_with_the_place(folder):
    path = project_with_corner(folder, 1, 1.2)
    window, canvas = open_window(path)
    try:
        canvas.choose("b", "border")
        drag_and_look(window, canvas.at(1.2, 0.5), canvas.at(2.4, 0.5),
                      lambda state: "cross another one" in state["hint"], "the reason")
        canvas.drag((4, 1), (4.15, 1.1))
        window.wait_for(lambda: moves(path) == 2, "a good drag in the file")
    finally:
        window.close()
    assert has_corner(stored_rings(path, "网格")["330106001000"], 1.2, 0.5)


@case
def junction_slides_along_a_locked_border(folder):
    path = project(folder)
    run("lock", path, "--grid", "330106001001")
    window, canvas = open_window(path)
    try:
        canvas.choose("b", "border")
        canvas.drag((1, 0), (0.7, 0.1))
        canvas.drag((1, 1), (1.3, 1.12))
        window.wait_for(lambda: moves(path) >= 1, "the slid junction in the file")
    finally:
        window.close()
    rings = stored_rings(path, "网格")
    ring = rings["330106001001"]
    assert has_corner(ring, 1, 1) and has_corner(ring, 1.3, 1, 0.01), ring
    assert all(abs(x - round(x)) < 1e-3 or abs(y - round(y)) < 1e-3 for x, y in ring), ring
    assert has_corner(rings["330106001101"], 1.3, 1, 0.01), rings
    assert run_json("verify", path)["valid"]


@case
def a_corner_is_moved_by_keys_alone(folder):
    path = project_with_corner(folder, 3, 3.2)
    window, canvas = open_window(path)
    try:
        canvas.select((2.5, 0.5))
        canvas.choose("b", "border")
        window.key("bracketright")
        window.wait_for(lambda: window.map_state()["hint"].startswith("Corner "), "a corner in hand")
        first = window.map_state()["hint"]
        window.key("bracketright")
        window.wait_for(lambda: window.map_state()["hint"] not in ("", first), "the next corner")
        window.key("bracketleft")
        window.wait_for(lambda: window.map_state()["hint"] == first, "the first corner again")
        window.key("shift+Up")
        window.wait_for(lambda: "moved" in window.map_state()["hint"], "the moved corner")
        window.key("Escape")
        window.wait_for(lambda: window.map_state()["hint"] == first, "the corner taken back")
        window.key("shift+Up")
        window.key("Right")
        window.wait_for(lambda: "moved" in window.map_state()["hint"], "the moved corner")
        window.key("Return")
        window.wait_for(lambda: moves(path) == 2, "the corner in the file")
        window.key("Escape")
        window.wait_for(lambda: not window.map_state()["hint"].startswith("Corner "), "let go")
    finally:
        window.close()
    assert run_json("verify", path)["valid"]


@case
def read_only_project_cannot_be_edited(folder):
    path = project(folder)
    # As if another program had it open.
    with open(path + "-lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        window, canvas = open_window(path)
        try:
            before = window.map_state()
            window.key("b")
            window.find("The project is open read-only.", "label")
            assert window.map_state()["tool"] == "select"
            # The corner is no handle: the map moves.
            canvas.drag((2, 1), (2.2, 1.15))
            window.wait_for(lambda: window.map_state()["x"] != before["x"], "the moved map")
            window.wait_for(canvas.is_settled, "the map at rest")
        finally:
            window.close()
    assert moves(path) == 0


main()
