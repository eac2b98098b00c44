# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the real window as a person would: finds things by the accessibility tree, acts by pointer and keyboard.

Runs inside run-under-xvfb (a display, a session bus and a window manager of its own).
"""
import contextlib
import json
import os
import subprocess
import time

import tap
from tree import Tree

PROGRAM = os.environ["WG_PROGRAM"]


def tool(*arguments):
    return subprocess.run(arguments, check=True, capture_output=True, text=True).stdout


class Window:
    """The running program."""

    def __init__(self, *arguments, locale="C.UTF-8", **environment):
        env = dict(os.environ, LC_ALL=locale, GTK_A11Y="atspi", G_DEBUG="fatal-criticals",
                   **environment)
        env.pop("GTK_THEME", None)
        # Choosers of a name to save begin in the folder the program was started in.
        self.folder = os.path.dirname(next(filter(os.path.isfile, arguments), "")) or os.getcwd()
        self.process = subprocess.Popen([PROGRAM, *arguments], env=env, cwd=self.folder)
        tap.after.append(self.kill)
        self.id = self.wait_for(self._find_window, "the window")
        self.tree = self.wait_for(lambda: Tree.of_process(self.process.pid), "the accessibility tree")

    def _find_window(self):
        if self.process.poll() is not None:
            raise AssertionError(f"the program ended with {self.process.returncode}")
        done = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid)],
                              capture_output=True, text=True, check=False)
        ids = done.stdout.split()
        return ids[-1] if ids else None

    @staticmethod
    def wait_for(condition, what, seconds=15.0):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            found = condition()
            if found:
                return found
            time.sleep(0.05)
        raise AssertionError(f"waited {seconds} s for {what}")

    def walk(self):
        """Everything there is now, as it is met on the way through the windows, the oldest first."""
        return self.tree.read().walk()

    def find_now(self, name, role=None, within=None):
        """A mapped thing whose name is (or begins with) `name`, within a part of the tree that was just read."""
        nearly = None
        for node in within.walk() if within else self.walk():
            text = node.get_name()
            if (not text.startswith(name) or (nearly and text != name)
                    or (role is not None and node.get_role_name() != role) or not node.is_mapped()):
                continue
            if text == name:
                return node
            nearly = node
        return nearly

    def find(self, name, role=None, seconds=15.0):
        return self.wait_for(lambda: self.find_now(name, role), f"“{name}” ({role})", seconds)

    def is_shown(self, name, role=None):
        return self.find_now(name, role) is not None

    def box(self, node):
        """x, y, width, height on the screen."""
        geometry = dict(line.split("=") for line in
                        tool("xdotool", "getwindowgeometry", "--shell", self.id).split())
        extents = node.get_extents()
        frame = node
        while frame.parent.parent is not None and frame.get_role_name() not in ("frame", "dialog", "window"):
            frame = frame.parent
        whole = frame.get_extents()
        left = int(geometry["X"]) + (int(geometry["WIDTH"]) - whole.width) // 2
        top = int(geometry["Y"]) + (int(geometry["HEIGHT"]) - whole.height) // 2
        return left + extents.x, top + extents.y, extents.width, extents.height

    def use_front_window(self):
        """Acts on the newest window (a dialog) from now on."""
        self.id = self._find_window()

    def save(self, suffix):
        """Takes the proposed name in the chooser of a file to save, which is beside the project; the new file.

        The pointer goes out of the way: the tooltip of a button below it would come back as the chooser closes,
        and GTK 4.8 then looks for the monitor of the tooltip in vain, which is a critical of its own.
        """
        def new():
            return next((name for name in os.listdir(self.folder)
                         if name.endswith(suffix) and ".part." not in name and name not in before), None)

        before = os.listdir(self.folder)
        self.move(0, 0)
        self.find("Name", "text")
        self.use_front_window()
        tool("xdotool", "windowactivate", "--sync", self.id)
        return os.path.join(self.folder, self.act_until(lambda: self.key("Return"), new, f"a new {suffix}"))

    @staticmethod
    def move(x, y):
        tool("xdotool", "mousemove", str(int(x)), str(int(y)))

    def click_at(self, x, y, button=1, times=1):
        self.move(x, y)
        time.sleep(0.05)
        tool("xdotool", "click", "--repeat", str(times), "--delay", "60", str(button))

    def click(self, name, role=None):
        x, y, width, height = self.box(self.find(name, role))
        self.click_at(x + width / 2, y + height / 2)

    def click_framed(self, name, role=None):
        """In a window that the window manager gave a frame: xdotool counts the frame twice in its place."""
        x, y, width, height = self.box(self.find(name, role))
        geometry = dict(line.split("=") for line in
                        tool("xdotool", "getwindowgeometry", "--shell", self.id).split())
        tool("xdotool", "mousemove", "--window", self.id, str(x - int(geometry["X"]) + width // 2),
             str(y - int(geometry["Y"]) + height // 2))
        time.sleep(0.05)
        tool("xdotool", "click", "1")

    @staticmethod
    @contextlib.contextmanager
    def held(*keys):
        """Keys that are held down meanwhile; None: no key."""
        keys = [key for key in keys if key]
        for key in keys:
            tool("xdotool", "keydown", key)
        try:
            yield
        finally:
            for key in reversed(keys):
                tool("xdotool", "keyup", key)

    def press(self, x, y):
        self.move(x, y)
        time.sleep(0.05)
        tool("xdotool", "mousedown", "1")

    @staticmethod
    def release():
        tool("xdotool", "mouseup", "1")

    def drag_along(self, places, held=None, steps=8):
        """Drags from the first place through the others; the keys in `held` are down meanwhile."""
        with self.held(*([held] if isinstance(held, str) else held or [])):
            self.press(*places[0])
            for (x0, y0), (x1, y1) in zip(places, places[1:]):
                for step in range(1, steps + 1):
                    self.move(x0 + (x1 - x0) * step / steps, y0 + (y1 - y0) * step / steps)
                    time.sleep(0.016)
            self.release()

    def drag(self, x0, y0, x1, y1, steps=12):
        self.move(x0, y0)
        tool("xdotool", "mousedown", "1")
        for step in range(1, steps + 1):
            self.move(x0 + (x1 - x0) * step / steps, y0 + (y1 - y0) * step / steps)
            time.sleep(0.016)
        tool("xdotool", "mouseup", "1")

    @staticmethod
    def key(*names):
        tool("xdotool", "key", "--delay", "40", *names)

    @staticmethod
    def act_until(action, condition, what, attempts=4):
        """Acts, and again when nothing came of it: a key may come before the focus does."""
        for attempt in range(attempts):
            action()
            try:
                return Window.wait_for(condition, what, 4.0)
            except AssertionError:
                if attempt == attempts - 1:
                    raise

    @staticmethod
    def write(text):
        """ASCII only: other letters need a new keyboard map, and the program may read the old one."""
        assert text.isascii(), text
        tool("xdotool", "type", "--delay", "20", text)

    def map_state(self):
        """The machine-readable state of the map (a window action), as a dictionary."""
        return json.loads(self.action_state("map-state"))

    def action_state(self, action):
        out = tool("gdbus", "call", "--session", "--dest", "org.wangge.Wangge", "--object-path",
                   "/org/wangge/Wangge/window/1", "--method", "org.gtk.Actions.Describe", action)
        text = out[out.index("[<") + 2:out.rindex(">]")].strip()
        if text[:1] not in "'\"":
            return text
        return text[1:-1].encode("latin-1", "backslashreplace").decode("unicode_escape")

    def screenshot(self, path):
        tool("import", "-window", "root", path)

    def close(self):
        self.process.terminate()
        self.process.wait(10)

    def kill(self):
        self.process.kill()
        self.process.wait(10)


def drop(window, *paths, onto=(700, 400)):
    """Drags files out of another program's window onto this one."""
    source = subprocess.Popen([os.environ["WG_DRAG_SOURCE"], *paths])
    try:
        box = window.wait_for(lambda: source_box(), "the drag source")
        window.press(box[0] + box[2] / 2, box[1] + box[3] / 2)
        for share in (0.3, 0.6, 0.9, 1.0):  # a drag begins only once the pointer has gone some way
            window.move(box[0] + box[2] / 2 + share * (onto[0] - box[0] - box[2] / 2),
                        box[1] + box[3] / 2 + share * (onto[1] - box[1] - box[3] / 2))
            time.sleep(0.2)
        window.release()
        source.wait(10)
    finally:
        source.kill()


def source_box():
    found = subprocess.run(["xdotool", "search", "--onlyvisible", "--name", "wangge-drag-source"],
                           capture_output=True, text=True, check=False).stdout.split()
    if not found:
        return None
    lines = subprocess.run(["xdotool", "getwindowgeometry", "--shell", found[-1]],
                           capture_output=True, text=True, check=True).stdout.split()
    values = dict(line.split("=") for line in lines)
    return [int(values[key]) for key in ("X", "Y", "WIDTH", "HEIGHT")]
