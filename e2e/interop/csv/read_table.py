"""Prints the rows of a CSV file as Python's own csv module reads them: a JSON list of objects by heading."""

import csv
import json
import sys

with open(sys.argv[1], encoding="utf-8", newline="") as file:
    json.dump(list(csv.DictReader(file, strict=True)), sys.stdout)
