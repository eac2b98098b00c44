# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes workbooks as spreadsheet programs do (ECMA-376): shared strings, merged and hidden cells, formulas, days."""
import zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml."


class Day(int):
    """A cell with a day, by its number."""


class Formula(tuple):
    """A cell with a formula: (formula, value)."""


def escape(text):
    return str(text).replace("&", "&amp;").replace("<", "&lt;")


def make_cell(place, value, shared):
    if value is None:
        return ""
    if isinstance(value, Day):
        return f'<c r="{place}" s="1"><v>{int(value)}</v></c>'
    if isinstance(value, Formula):
        kind = ' t="str"' if isinstance(value[1], str) else ""
        return f'<c r="{place}"{kind}><f>{escape(value[0])}</f><v>{escape(value[1])}</v></c>'
    if isinstance(value, (int, float)):
        return f'<c r="{place}"><v>{value}</v></c>'
    if value not in shared:
        shared.append(value)
    return f'<c r="{place}" t="s"><v>{shared.index(value)}</v></c>'


def make_guide(text, spoken):
    """The phonetic guide of a text, as East Asian editions write it."""
    if spoken is None:
        return ""
    return (f'<rPh sb="0" eb="{len(text)}"><t>{escape(spoken)}</t></rPh><rPh sb="0" eb="1"/>'
            '<phoneticPr fontId="1" type="noConversion"/>')


def make_sheet(rows, merged, hidden_rows, shared):
    lines = []
    for number, row in enumerate(rows, 1):
        cells = "".join(make_cell("ABCDEFGHIJKLMNOP"[at] + str(number), value, shared) for at, value in enumerate(row))
        hidden = ' hidden="1"' if number in hidden_rows else ""
        lines.append(f'<row r="{number}"{hidden}>{cells}</row>')
    ranges = "".join(f'<mergeCell ref="{cells}"/>' for cells in merged)
    return (f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{MAIN}"><sheetData>{"".join(lines)}</sheetData>'
            + (f"<mergeCells>{ranges}</mergeCells>" if merged else "") + "</worksheet>")


def write_workbook(path, sheets, merged=(), hidden_rows=(), from_1904=False, spoken=None):
    """`sheets`: (name, rows) each; what is merged and hidden is so in all of them. `spoken`: how texts are spoken."""
    shared, parts, overrides, links, names = [], {}, "", "", ""
    for number, (name, rows) in enumerate(sheets, 1):
        parts[f"xl/worksheets/sheet{number}.xml"] = make_sheet(rows, merged, hidden_rows, shared)
        overrides += (f'<Override PartName="/xl/worksheets/sheet{number}.xml"'
                      f' ContentType="{SHEET_TYPE}worksheet+xml"/>')
        links += (f'<Relationship Id="rId{number}" Type="{RELATIONS}/worksheet"'
                  f' Target="worksheets/sheet{number}.xml"/>')
        names += f'<sheet name="{escape(name)}" sheetId="{number}" r:id="rId{number}"/>'
    for at, name in enumerate(("styles", "sharedStrings"), len(sheets) + 1):
        overrides += f'<Override PartName="/xl/{name}.xml" ContentType="{SHEET_TYPE}{name}+xml"/>'
        links += f'<Relationship Id="rId{at}" Type="{RELATIONS}/{name}" Target="{name}.xml"/>'
    parts["[Content_Types].xml"] = (
        f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{SHEET_TYPE}sheet.main+xml"/>{overrides}</Types>')
    parts["_rels/.rels"] = (f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1"'
                            f' Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>')
    parts["xl/_rels/workbook.xml.rels"] = f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>'
    parts["xl/workbook.xml"] = (f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">'
                                f'<workbookPr{" date1904=" + chr(34) + "1" + chr(34) if from_1904 else ""}/>'
                                f"<sheets>{names}</sheets></workbook>")
    parts["xl/styles.xml"] = (f'<styleSheet xmlns="{MAIN}"><cellXfs count="2"><xf numFmtId="0"/>'
                              '<xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>')
    parts["xl/sharedStrings.xml"] = (
        f'<?xml version="1.0" encoding="UTF-8"?><sst xmlns="{MAIN}">'
        + "".join(f'<si><r><t>{escape(text[:1])}</t></r><r><t xml:space="preserve">{escape(text[1:])}</t></r>'
                  + make_guide(text, (spoken or {}).get(text)) + "</si>" for text in shared) + "</sst>")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name, text)


def write_xml_workbook(path, sheets, encoding="utf-8"):
    """An "XML Spreadsheet 2003": `sheets`: (name, rows); a cell is a text, a number, or None (left out)."""
    text = (f'<?xml version="1.0" encoding="{encoding}"?>\n<?mso-application progid="Excel.Sheet"?>\n'
            '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
            ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">')
    for name, rows in sheets:
        text += f'<Worksheet ss:Name="{escape(name)}"><Table>'
        for row in rows:
            text += "<Row>"
            for column, cell in enumerate(row, 1):
                if cell is not None:
                    kind = "String" if isinstance(cell, str) else "Number"
                    value = f"{cell:.10E}" if isinstance(cell, int) and cell > 10**9 else cell
                    text += (f'<Cell ss:Index="{column}"><Data ss:Type="{kind}">{escape(str(value))}</Data>'
                             "<Comment><ss:Data>批注</ss:Data></Comment></Cell>")
            text += "</Row>"
        text += "</Table></Worksheet>"
    with open(path, "w", encoding=encoding) as file:
        file.write(text + "</Workbook>")
