#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The same pictures by QGIS, in the same run: qgis-render.py BUILD_FOLDER [COLUMNS ROWS]

Runs bench-render, which writes its grids and buildings, puts them into a GeoPackage with spatial
indexes, and lets QgsMapRendererParallelJob draw them at 1600 x 1000: grids with six categorised
fills and an outline, buildings with a single symbol. Prints median times and the ratio to
bench-render's row for the same view.
"""
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time

os.environ["QT_QPA_PLATFORM"] = "offscreen"
from osgeo import gdal  # noqa: E402
from qgis.core import (QgsApplication, QgsCategorizedSymbolRenderer, QgsFillSymbol,  # noqa: E402
                       QgsMapRendererParallelJob, QgsMapSettings, QgsProject, QgsRectangle,
                       QgsRendererCategory, QgsSingleSymbolRenderer, QgsVectorLayer)
from qgis.PyQt.QtCore import QEventLoop, QSize  # noqa: E402

BUILD = sys.argv[1]
COLUMNS, ROWS = (sys.argv[2:4] if len(sys.argv) > 3 else ("400", "250"))
FILLS = ["#cfe0ee", "#f7ecc6", "#cbe0cb", "#f3d5cf", "#dcd3ea", "#e9dcc6", "#e2e1dd"]
RUNS = 3
VIEWS = [  # zoom, with buildings, bench-render's row
    (1, False, "settled whole, every grid"),
    (1, True, "settled whole, every grid, buildings"),
    (4, True, "settled x4, buildings"),
    (16, True, "settled x16, buildings"),
]


def make_geopackage(folder):
    path = os.path.join(folder, "data.gpkg")
    for name in ("grids", "buildings"):
        source = gdal.OpenEx(os.path.join(folder, name + ".csv"))
        options = gdal.VectorTranslateOptions(
            format="GPKG", layerName=name, dstSRS="EPSG:4549", srcSRS="EPSG:4549",
            geometryType="POLYGON", accessMode="update" if os.path.exists(path) else None)
        gdal.VectorTranslate(path, source, options=options)
    return path


def load_layers(path):
    grids = QgsVectorLayer(path + "|layername=grids", "grids", "ogr")
    buildings = QgsVectorLayer(path + "|layername=buildings", "buildings", "ogr")
    assert grids.isValid() and buildings.isValid()
    outline = {"outline_color": "#a0819b", "outline_width": "0.26"}
    grids.setRenderer(QgsCategorizedSymbolRenderer("fill", [
        QgsRendererCategory(str(i), QgsFillSymbol.createSimple({"color": color, **outline}), str(i))
        for i, color in enumerate(FILLS)]))
    buildings.setRenderer(QgsSingleSymbolRenderer(
        QgsFillSymbol.createSimple({"color": "#c3b8ae", "outline_style": "no"})))
    QgsProject.instance().addMapLayers([grids, buildings])
    return grids, buildings


def draw(layers, extent, zoom):
    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setOutputSize(QSize(1600, 1000))
    settings.setDestinationCrs(layers[0].crs())
    rectangle = QgsRectangle(extent)
    rectangle.scale(1.0 / zoom)
    settings.setExtent(rectangle)
    start = time.monotonic()
    job = QgsMapRendererParallelJob(settings)
    loop = QEventLoop()
    job.finished.connect(loop.quit)
    job.start()
    loop.exec_()
    seconds = time.monotonic() - start
    return seconds * 1000, job.renderedImage()


def main():
    with tempfile.TemporaryDirectory(prefix="wangge-qgis-") as folder:
        table = subprocess.run([os.path.join(BUILD, "bench", "bench-render"), COLUMNS, ROWS, folder],
                               check=True, capture_output=True, text=True).stdout
        print(table)
        ours = {m[1].strip(): float(m[2]) for m in
                re.finditer(r"^\| (.{44}) \| +\d+ \| +([\d.]+) ms", table, re.M)}
        path = make_geopackage(folder)
        application = QgsApplication([], False)
        application.initQgis()
        grids, buildings = load_layers(path)
        print("| view | QGIS median (range) | Wangge | times |\n|---|---|---|---|")
        for zoom, has_buildings, row in VIEWS:
            layers = [buildings, grids] if has_buildings else [grids]
            times = []
            for _ in range(RUNS):
                ms, image = draw(layers, grids.extent(), zoom)
                times.append(ms)
            if os.environ.get("WG_BENCH_PICTURES"):
                image.save(os.path.join(os.environ["WG_BENCH_PICTURES"], f"qgis-{zoom}.png"))
            median = statistics.median(times)
            print(f"| {row} | {median:.0f} ms ({min(times):.0f}-{max(times):.0f}) | "
                  f"{ours[row]:.1f} ms | {median / ours[row]:.1f} |")
        sys.stdout.flush()
        os._exit(0)  # QGIS 3.22 may crash while it takes itself apart


if __name__ == "__main__":
    main()
