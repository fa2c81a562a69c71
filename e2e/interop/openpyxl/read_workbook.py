"""Reads an .xlsx with openpyxl and prints it as JSON: for each sheet its titles, row count, kinds of cells, and first rows."""

import datetime
import json
import sys

import openpyxl

FIRST_ROWS = 3


def plain(value):
    return value.isoformat() if isinstance(value, datetime.datetime) else value


def read(sheet):
    rows = sheet.iter_rows(values_only=True)
    titles = list(next(rows))
    kinds = [set() for _ in titles]
    first, dangerous, count = [], [], 0
    for row in rows:
        count += 1
        if count <= FIRST_ROWS:
            first.append({title: plain(value) for title, value in zip(titles, row)})
        for position, value in enumerate(row):
            if value is not None:
                kinds[position].add(type(value).__name__)
            if isinstance(value, str) and value[0] in "=+-@":
                dangerous.append(value)
    return {
        "titles": titles,
        "rows": count,
        "kinds": {title: sorted(names) for title, names in zip(titles, kinds)},
        "first": first,
        "dangerous": dangerous[:5],
    }


workbook = openpyxl.load_workbook(sys.argv[1], read_only=True)
json.dump({sheet.title: read(sheet) for sheet in workbook.worksheets}, sys.stdout)
