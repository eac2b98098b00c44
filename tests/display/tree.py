# SPDX-License-Identifier: GPL-3.0-or-later
"""The accessibility tree of a running program, read whole in one or two calls.

Walking it node by node takes a thousand round trips, seconds on a loaded machine, and a note that is shown for
five seconds could come and go meanwhile. GTK lists what it has told of itself in one call; only what is new in the
tree has to be asked for.
"""
import collections

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402  pylint: disable=wrong-import-position

ACCESSIBLE = "org.a11y.atspi.Accessible"
ROOT = "/org/a11y/atspi/accessible/root"
WINDOW_COORDINATES = 1
VISIBLE = 1 << 30  # ATSPI_STATE_VISIBLE

Extents = collections.namedtuple("Extents", "x y width height")
_bus = None


def bus():
    """The connection to the accessibility bus."""
    global _bus  # pylint: disable=global-statement
    if _bus is None:
        session = Gio.bus_get_sync(Gio.BusType.SESSION, None)
        address, = session.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None,
                                     Gio.DBusCallFlags.NONE, -1, None).unpack()
        _bus = Gio.DBusConnection.new_for_address_sync(
            address, Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
            | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)
    return _bus


def call(owner, path, interface, method, arguments=None):
    return bus().call_sync(owner, path, interface, method, arguments, None, Gio.DBusCallFlags.NONE, -1,
                           None).unpack()


class Node:
    """One thing of the tree as it was when the tree was read; where it is, is asked for now."""

    def __init__(self, tree, path, parent, place, n_children, name, role):
        self.tree, self.path, self.parent_path = tree, path, parent
        self.place, self.n_children, self.name, self.role = place, n_children, name, role
        self.parent, self.children = None, []

    def ask(self, interface, method, arguments=None):
        return call(self.tree.owner, self.path, interface, method, arguments)

    def get_name(self):
        return self.name

    def get_role_name(self):
        return Atspi.role_get_name(Atspi.Role(self.role))

    def get_extents(self):
        """Within its window."""
        return Extents(*self.ask("org.a11y.atspi.Component", "GetExtents",
                                 GLib.Variant("(u)", (WINDOW_COORDINATES,)))[0])

    def is_mapped(self):
        """GTK 4.8 tells no state SHOWING: what is not shown has no size."""
        try:
            extents = self.get_extents()
        except GLib.Error:  # it is gone
            return False
        return extents.width > 0 and extents.height > 0

    def set_text(self, text):
        self.ask("org.a11y.atspi.EditableText", "SetTextContents", GLib.Variant("(s)", (text,)))

    def is_whole(self):
        """Whether what was listed are its children: GTK lists a child once somebody has asked for it, and goes on
        to list it when it is not shown any more."""
        return [child.place for child in self.children] == list(range(self.n_children))

    def walk(self):
        """This and all below it, as a reader meets them."""
        yield self
        for child in self.children:
            yield from child.walk()


class Tree:
    """The tree of one program."""

    def __init__(self, owner):
        self.owner = owner

    @staticmethod
    def of_process(number):
        """The tree of a process, or None when it is not there yet."""
        try:
            programs, = call("org.a11y.atspi.Registry", ROOT, ACCESSIBLE, "GetChildren")
            for owner, _path in programs:
                process, = call("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                                "GetConnectionUnixProcessID", GLib.Variant("(s)", (owner,)))
                if process == number:
                    tree = Tree(owner)
                    tree.read()
                    return tree
        except (GLib.Error, KeyError):  # it begins only
            pass
        return None

    def _list(self):
        """Path -> node of all that was told of, with the children in their order."""
        items = bus().call_sync(self.owner, "/org/a11y/atspi/cache", "org.a11y.atspi.Cache", "GetItems", None, None,
                                Gio.DBusCallFlags.NONE, -1, None).get_child_value(0)
        nodes = {}
        for index in range(items.n_children()):  # unpack() of the whole takes thrice as long
            # Own, program, parent (each a program and a path), place, children, interfaces, name, role, description,
            # states.
            item = items.get_child_value(index).get_child_value
            path = item(0).get_child_value(1).get_string()
            if path == ROOT or item(9).get_child_value(0).get_uint32() & VISIBLE:
                nodes[path] = Node(self, path, item(2).get_child_value(1).get_string(), item(3).get_int32(),
                                   item(4).get_int32(), item(6).get_string(), item(7).get_uint32())
        for node in nodes.values():
            node.parent = nodes.get(node.parent_path)
            if node.parent is not None:
                node.parent.children.append(node)
        for node in nodes.values():
            node.children.sort(key=lambda child: child.place)
        return nodes

    def read(self):
        """The root of the whole tree as it is now."""
        told = {}  # path -> paths of the children, of those whose list may be wrong
        while True:
            nodes = self._list()
            new = [path for path, node in nodes.items() if path not in told and not node.is_whole()]
            if not new:
                break
            for path in new:
                try:
                    told[path] = [child for _program, child in nodes[path].ask(ACCESSIBLE, "GetChildren")[0]]
                except GLib.Error:  # it is gone
                    told[path] = []
        for path, children in told.items():
            if path in nodes and not nodes[path].is_whole():
                nodes[path].children = [nodes[child] for child in children if child in nodes]
        return nodes[ROOT]
