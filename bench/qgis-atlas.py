#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An atlas by QGIS and by Wangge, in the same run: qgis-atlas.py WANGGE P.wangge LEVEL [PAGES]

The grids of a level are exported to a GeoPackage; QGIS prints one A4 page for each into one PDF: the map
with fills, borders and labels, the grid at hand emphasised, a title, a table of its attributes, its
neighbours' names, a scale bar and a north arrow. Then Wangge prints its grid sheets of the same grids. Pages by
the second and, for a busy machine, pages by the second of processor time.
"""
import os
import resource
import subprocess
import sys
import tempfile
import time

os.environ["QT_QPA_PLATFORM"] = "offscreen"
from qgis.core import (QgsApplication, QgsFillSymbol, QgsLayoutExporter,  # noqa: E402
                       QgsLayoutFrame, QgsLayoutItemAttributeTable, QgsLayoutItemLabel,
                       QgsLayoutItemMap, QgsLayoutItemScaleBar, QgsLayoutPoint, QgsLayoutSize,
                       QgsPalLayerSettings, QgsPrintLayout, QgsProject, QgsRuleBasedRenderer,
                       QgsTextBufferSettings, QgsTextFormat, QgsUnitTypes,
                       QgsVectorLayer, QgsVectorLayerSimpleLabeling)
from qgis.PyQt.QtGui import QFont  # noqa: E402

WANGGE, PROJECT, LEVEL = os.path.abspath(sys.argv[1]), sys.argv[2], sys.argv[3]
PAGES = int(sys.argv[4]) if len(sys.argv) > 4 else 0
MM = QgsUnitTypes.LayoutMillimeters


def text_format(size, halo=0.0):
    text = QgsTextFormat()
    text.setFont(QFont("Noto Sans CJK SC"))
    text.setSize(size)
    buffer = QgsTextBufferSettings()
    buffer.setEnabled(halo > 0)
    buffer.setSize(halo)
    text.setBuffer(buffer)
    return text


def dress(layer):
    """The grid at hand, its neighbours, and names."""
    root = QgsRuleBasedRenderer.Rule(None)
    for rule, fill, border, width in (
            ("\"code\" <> attribute(@atlas_feature, 'code')", "#e9eaec", "#4a525b", "0.4"),
            ("\"code\" = attribute(@atlas_feature, 'code')", "#ffe9b8", "#b3126e", "0.8")):
        symbol = QgsFillSymbol.createSimple(
            {"color": fill, "outline_color": border, "outline_width": width})
        root.appendChild(QgsRuleBasedRenderer.Rule(symbol, 0, 0, rule))
    layer.setRenderer(QgsRuleBasedRenderer(root))
    labels = QgsPalLayerSettings()
    labels.fieldName = "name"
    labels.setFormat(text_format(7, 0.6))
    layer.setLabeling(QgsVectorLayerSimpleLabeling(labels))
    layer.setLabelsEnabled(True)


def add(layout, item, x, y, width, height):
    layout.addLayoutItem(item)
    item.attemptMove(QgsLayoutPoint(x, y, MM))
    item.attemptResize(QgsLayoutSize(width, height, MM))


def make_layout(project, layer):
    layout = QgsPrintLayout(project)
    layout.initializeDefaults()
    layout.pageCollection().page(0).setPageSize(QgsLayoutSize(210, 297, MM))
    atlas = layout.atlas()
    atlas.setCoverageLayer(layer)
    atlas.setEnabled(True)
    title = QgsLayoutItemLabel(layout)
    title.setText('[% "name" %] 网格图')
    title.setFont(QFont("Noto Sans CJK SC", 20))
    add(layout, title, 12, 12, 186, 14)
    sheet = QgsLayoutItemMap(layout)
    sheet.setAtlasDriven(True)
    sheet.setLayers([layer])
    sheet.setCrs(layer.crs())
    sheet.setAtlasScalingMode(QgsLayoutItemMap.Auto)
    sheet.setAtlasMargin(0.15)
    sheet.setFrameEnabled(True)
    add(layout, sheet, 12, 28, 186, 190)
    sheet.setExtent(layer.extent())
    sheet.attemptResize(QgsLayoutSize(186, 190, MM))
    bar = QgsLayoutItemScaleBar(layout)
    bar.setStyle("Single Box")
    bar.setLinkedMap(sheet)
    bar.setUnits(QgsUnitTypes.DistanceMeters)
    bar.setUnitsPerSegment(20)
    add(layout, bar, 12, 221, 70, 10)
    table = QgsLayoutItemAttributeTable.create(layout)
    table.setVectorLayer(layer)
    table.setSource(QgsLayoutItemAttributeTable.AtlasFeature)
    table.setContentFont(QFont("Noto Sans CJK SC", 8))
    table.setHeaderFont(QFont("Noto Sans CJK SC", 8))
    shown = ("code", "name", "level", "kind", "area_m2", "households")
    table.setColumns([column for column in table.columns() if column.attribute() in shown])
    frame = QgsLayoutFrame(layout, table)
    table.addFrame(frame)
    layout.addMultiFrame(table)
    frame.attemptMove(QgsLayoutPoint(12, 234, MM))
    frame.attemptResize(QgsLayoutSize(186, 40, MM))
    foot = QgsLayoutItemLabel(layout)
    foot.setText("[% @atlas_featurenumber %] / [% @atlas_totalfeatures %]")
    foot.setFont(QFont("Noto Sans CJK SC", 8))
    add(layout, foot, 12, 280, 186, 6)
    if PAGES:
        atlas.setFilterFeatures(True)
        atlas.setFilterExpression(f"$id <= {PAGES}")
    return layout


def count_pages(path):
    text = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
    return int(next(line for line in text.splitlines() if line.startswith("Pages:")).split()[1])


def row(who, pages, seconds, cpu, path):
    print(f"{who:<10} {pages:>6} pages {seconds:>8.2f} s {pages / seconds:>8.1f} pages/s "
          f"{1000 * cpu / pages:>8.1f} ms CPU/page {os.path.getsize(path) / pages / 1024:>7.1f} KB/page",
          flush=True)
    return pages / seconds


def print_qgis(folder, gpkg):
    application = QgsApplication([], False)
    application.initQgis()
    project = QgsProject.instance()
    layer = QgsVectorLayer(f"{gpkg}|layername={LEVEL}", LEVEL, "ogr")
    assert layer.isValid(), gpkg
    project.addMapLayer(layer)
    project.setCrs(layer.crs())
    dress(layer)
    layout = make_layout(project, layer)
    path = os.path.join(folder, "qgis.pdf")
    settings = QgsLayoutExporter.PdfExportSettings()
    settings.rasterizeWholeImage = False
    settings.forceVectorOutput = True
    begin, cpu = time.monotonic(), time.process_time()
    result, message = QgsLayoutExporter.exportToPdf(layout.atlas(), path, settings)
    assert result == QgsLayoutExporter.Success, message
    seconds, cpu = time.monotonic() - begin, time.process_time() - cpu
    return row("QGIS", count_pages(path), seconds, cpu, path), application


def print_wangge(folder):
    path = os.path.join(folder, "wangge.pdf")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begin = time.monotonic()
    subprocess.run([WANGGE, "chart", PROJECT, "--template", "grid-sheet", "--level", LEVEL, "-o", path],
                   check=True, stdout=subprocess.DEVNULL)
    seconds = time.monotonic() - begin
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return row("Wangge", count_pages(path), seconds, cpu, path)


def main():
    with tempfile.TemporaryDirectory(prefix="wangge-atlas-") as folder:
        gpkg = os.path.join(folder, "grids.gpkg")
        subprocess.run([WANGGE, "export", PROJECT, gpkg, "--level", LEVEL], check=True,
                       stdout=subprocess.DEVNULL)
        ours = print_wangge(folder)
        theirs, _ = print_qgis(folder, gpkg)
        print(f"Wangge prints {ours / theirs:.1f} times as many pages by the second")
        sys.stdout.flush()
        if os.environ.get("WG_BENCH_PICTURES"):
            for who in ("qgis", "wangge"):
                subprocess.run(["pdftoppm", "-png", "-r", "80", "-f", "3", "-l", "3",
                                os.path.join(folder, who + ".pdf"),
                                os.path.join(os.environ["WG_BENCH_PICTURES"], "atlas-" + who)],
                               check=True)
        os._exit(0)  # QGIS 3.22 may crash while it takes itself apart


if __name__ == "__main__":
    main()
