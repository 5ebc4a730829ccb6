#!/usr/bin/env python3
"""Writes the tables of codes that the reader of GDELT's files needs, as Swift source.

    python3 gazetteer/codes.py CAMEO.eventcodes.txt countryInfo.txt Sources/Formats/Publishers/GDELT

The first file is GDELT's list of CAMEO event codes (https://www.gdeltproject.org/data/lookups/CAMEO.eventcodes.txt; GDELT's
data may be used without restriction, naming it), the second GeoNames' list of countries
(https://download.geonames.org/export/dump/countryInfo.txt; CC BY 4.0). Needs Python 3.11 or later.
"""

import pathlib
import sys


def rows(path):
    text = pathlib.Path(path).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


def events(path):
    for row in rows(path):
        code, label = row[0].strip(), row[1].strip()
        if code.isdigit():
            # Root codes are in capitals, and some labels end in remarks for coders.
            label = label.removesuffix(", not specified below")
            yield code, label.capitalize() if label.isupper() else label


def countries(path):
    for row in rows(path):
        fips, name = row[3].strip(), row[4].strip()
        if len(fips) == 2 and fips.isalpha():
            yield fips, name


def table(name, comment, pairs):
    lines = "\n".join(f"        {code}\t{label}" for code, label in sorted(set(pairs)))
    return f'''// Made by gazetteer/codes.py; do not edit.

/// {comment}
enum {name} {{
    /// The label of a code.
    static func label(of code: String) -> String? {{ labels[code] }}

    private static let labels: [String: String] = CodeTable.parse(
        """
{lines}
        """)
}}
'''


def main():
    events_path, countries_path, folder = sys.argv[1:]
    folder = pathlib.Path(folder)
    (folder / "CAMEOEvents.swift").write_text(
        table("CAMEOEvents", "What CAMEO event codes mean, by the list that GDELT publishes.", events(events_path)))
    (folder / "FIPSCountries.swift").write_text(
        table("FIPSCountries", "The countries of FIPS 10-4 codes, by GeoNames (CC BY 4.0).", countries(countries_path)))


main()
