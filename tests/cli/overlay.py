# SPDX-License-Identifier: GPL-3.0-or-later
"""Overlays by GEOS, for tests that compare the program's land with an independent method."""
import csv
import ctypes
import ctypes.util
import os
import subprocess
import sys

from tap import Skip, tool

csv.field_size_limit(sys.maxsize)


def load():
    """The C library with the types of the functions below; Skip where it is not there."""
    name = ctypes.util.find_library("geos_c")
    if name is None:
        raise Skip("no libgeos_c on this machine")
    geos = ctypes.CDLL(name)
    pointer, numbers = ctypes.c_void_p, ctypes.POINTER(ctypes.c_double)
    for function, result, arguments in (
            ("GEOS_init_r", pointer, []),
            ("GEOSGeomFromWKT_r", pointer, [pointer, ctypes.c_char_p]),
            ("GEOSGeomToWKT_r", ctypes.c_void_p, [pointer, pointer]),
            ("GEOSFree_r", None, [pointer, pointer]),
            ("GEOSGeom_destroy_r", None, [pointer, pointer]),
            ("GEOSIntersection_r", pointer, [pointer, pointer, pointer]),
            ("GEOSDifference_r", pointer, [pointer, pointer, pointer]),
            ("GEOSSymDifference_r", pointer, [pointer, pointer, pointer]),
            ("GEOSUnion_r", pointer, [pointer, pointer, pointer]),
            ("GEOSUnaryUnion_r", pointer, [pointer, pointer]),
            ("GEOSMakeValid_r", pointer, [pointer, pointer]),
            ("GEOSBuffer_r", pointer, [pointer, pointer, ctypes.c_double, ctypes.c_int]),
            ("GEOSGeom_setPrecision_r", pointer,
             [pointer, pointer, ctypes.c_double, ctypes.c_int]),
            ("GEOSArea_r", ctypes.c_int, [pointer, pointer, numbers]),
            ("GEOSDistance_r", ctypes.c_int, [pointer, pointer, pointer, numbers]),
            ("GEOSGetNumGeometries_r", ctypes.c_int, [pointer, pointer]),
            ("GEOSGetGeometryN_r", pointer, [pointer, pointer, ctypes.c_int]),
            ("GEOSGeom_clone_r", pointer, [pointer, pointer]),
            ("GEOSGeomTypeId_r", ctypes.c_int, [pointer, pointer]),
            ("GEOSGeom_createCollection_r", pointer,
             [pointer, ctypes.c_int, ctypes.POINTER(pointer), ctypes.c_uint]),
            ("GEOSisValid_r", ctypes.c_char, [pointer, pointer]),
            ("GEOSisEmpty_r", ctypes.c_char, [pointer, pointer]),
            ("GEOSIntersects_r", ctypes.c_char, [pointer, pointer, pointer]),
            ("GEOSGeomGetX_r", ctypes.c_int, [pointer, pointer, numbers]),
            ("GEOSGeomGetY_r", ctypes.c_int, [pointer, pointer, numbers]),
            ("GEOSPointOnSurface_r", pointer, [pointer, pointer]),
            ("GEOSEnvelope_r", pointer, [pointer, pointer]),
            ("GEOSGeom_getXMin_r", ctypes.c_int, [pointer, pointer, numbers]),
            ("GEOSGeom_getYMin_r", ctypes.c_int, [pointer, pointer, numbers]),
            ("GEOSGeom_getXMax_r", ctypes.c_int, [pointer, pointer, numbers]),
            ("GEOSGeom_getYMax_r", ctypes.c_int, [pointer, pointer, numbers])):
        call = getattr(geos, function)
        call.restype, call.argtypes = result, arguments
    return geos


GEOS = load()
CONTEXT = GEOS.GEOS_init_r()
POLYGON, MULTIPOLYGON, COLLECTION = 3, 6, 7


class Land:
    """A geometry of GEOS: `&` intersection, `-` difference, `^` both differences, `|` union."""

    def __init__(self, pointer):
        assert pointer, "GEOS refused"
        self.pointer = pointer
        self._box = None

    def __del__(self):
        GEOS.GEOSGeom_destroy_r(CONTEXT, self.pointer)

    def _number(self, function, *arguments):
        out = ctypes.c_double()
        assert getattr(GEOS, function)(CONTEXT, self.pointer, *arguments, ctypes.byref(out))
        return out.value

    def __and__(self, other):
        return Land(GEOS.GEOSIntersection_r(CONTEXT, self.pointer, other.pointer))

    def __sub__(self, other):
        return Land(GEOS.GEOSDifference_r(CONTEXT, self.pointer, other.pointer))

    def __xor__(self, other):
        return Land(GEOS.GEOSSymDifference_r(CONTEXT, self.pointer, other.pointer))

    def __or__(self, other):
        return Land(GEOS.GEOSUnion_r(CONTEXT, self.pointer, other.pointer))

    def valid(self):
        if GEOS.GEOSisValid_r(CONTEXT, self.pointer) == b"\1":
            return self
        return Land(GEOS.GEOSMakeValid_r(CONTEXT, self.pointer))

    def is_valid(self):
        return GEOS.GEOSisValid_r(CONTEXT, self.pointer) == b"\1"

    def grown(self, metres):
        return Land(GEOS.GEOSBuffer_r(CONTEXT, self.pointer, metres, 2))

    def rounded(self):
        """With its vertices on whole millimetres."""
        return Land(GEOS.GEOSGeom_setPrecision_r(CONTEXT, self.pointer, 0.001, 0))

    def distance(self, other):
        out = ctypes.c_double()
        assert GEOS.GEOSDistance_r(CONTEXT, self.pointer, other.pointer, ctypes.byref(out))
        return out.value

    @property
    def area(self):
        return self._number("GEOSArea_r")

    @property
    def is_empty(self):
        return GEOS.GEOSisEmpty_r(CONTEXT, self.pointer) == b"\1"

    @property
    def box(self):
        """West, south, east, north."""
        if self._box is None:
            self._box = tuple(self._number(f"GEOSGeom_get{end}_r")
                              for end in ("XMin", "YMin", "XMax", "YMax"))
        return self._box

    def meets(self, other):
        """FALSE only when the two cannot share land."""
        if self.is_empty or other.is_empty:
            return False
        a, b = self.box, other.box
        return a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]

    def pieces(self):
        """Its polygons, each by itself."""
        if GEOS.GEOSGeomTypeId_r(CONTEXT, self.pointer) == POLYGON:
            return [self]
        out = []
        for i in range(GEOS.GEOSGetNumGeometries_r(CONTEXT, self.pointer)):
            part = GEOS.GEOSGetGeometryN_r(CONTEXT, self.pointer, i)
            kind = GEOS.GEOSGeomTypeId_r(CONTEXT, part)
            if kind in (POLYGON, MULTIPOLYGON, COLLECTION):
                out += Land(GEOS.GEOSGeom_clone_r(CONTEXT, part)).pieces()
        return out

    def wkt(self):
        text = GEOS.GEOSGeomToWKT_r(CONTEXT, self.pointer)
        out = ctypes.string_at(text).decode()
        GEOS.GEOSFree_r(CONTEXT, text)
        return out

    def point(self):
        """x and y of a place inside."""
        point = Land(GEOS.GEOSPointOnSurface_r(CONTEXT, self.pointer))
        return point._number("GEOSGeomGetX_r"), point._number("GEOSGeomGetY_r")


def from_wkt(text):
    return Land(GEOS.GEOSGeomFromWKT_r(CONTEXT, text.encode()))


def place(x, y, decimals=4):
    return from_wkt(f"POINT ({x:.{decimals}f} {y:.{decimals}f})")


def union(lands):
    """All of them as one; "POLYGON EMPTY" of none."""
    lands = list(lands)
    if not lands:
        return from_wkt("POLYGON EMPTY")
    pointers = (ctypes.c_void_p * len(lands))(
        *[GEOS.GEOSGeom_clone_r(CONTEXT, land.pointer) for land in lands])
    collection = Land(GEOS.GEOSGeom_createCollection_r(CONTEXT, COLLECTION, pointers, len(lands)))
    return Land(GEOS.GEOSUnaryUnion_r(CONTEXT, collection.pointer))


def read(path, crs, *options):
    """[(row as a dict of texts, Land)] of a file that ogr2ogr reads, in @crs."""
    out = path.replace("/vsizip/", "").rstrip("/") + f".{os.getpid()}.csv"
    out = os.path.join(os.environ.get("TMPDIR", "/tmp"), "wangge-overlay-" + os.path.basename(out))
    try:
        subprocess.run([tool("ogr2ogr"), "-f", "CSV", "-lco", "GEOMETRY=AS_WKT", "-t_srs", crs,
                        *options, out, path], check=True, stderr=subprocess.DEVNULL)
        with open(out, encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
    finally:
        if os.path.exists(out):
            os.remove(out)
    return [(row, from_wkt(row["WKT"])) for row in rows if row["WKT"]]
