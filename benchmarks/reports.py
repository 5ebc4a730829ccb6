#!/usr/bin/env python3
"""How well and how fast reports are read: `incidents report` against texts whose places and incidents are known.

    benchmarks/reports.py [--incidents PATH] [--write] [FILE.jsonl...]

A file has one JSON object a line with id, text and, if known, published and title; and what is known of it: `toponyms` (start,
end, latitude, longitude), `incidents` (type, start, end, latitude, longitude, radius_km), `times` (start, end, value), or
several of these. Spans count Unicode scalars, their ends excluded, as days are. Without a file only the speed is measured, on
the sample's reports.

Prints a row a file for each: places found (a name counts whose span overlaps), and found and put within 161 km; times found
with their values; incidents found by place and date, and by type too. Each known one counts once. --write puts the rows into
REPORTS.md beside this script, too.
"""

import argparse
import datetime
import glob
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile

from toponyms import kilometres, point

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
BAR = 161
# Nobody is asked to place an incident in a town better than this.
LEAST_REACH = 25
WORDS_OF_ARTICLE = 400
RUNS = 25


def rows(path):
    with open(path, encoding='utf-8') as lines:
        return [json.loads(line) for line in lines if line.strip()]


def f1(hits, found, known):
    """Precision, recall and their harmonic mean."""
    precision = hits / found if found else 1.0
    recall = hits / known if known else 1.0
    return precision, recall, 2 * precision * recall / (precision + recall) if hits else 0.0


def pairs(known, found, fit):
    """How many pairs of a known and a found one fit, each used once: the largest number there can be (augmenting paths)."""
    partner = {}

    def place(index, tried):
        for other in range(len(found)):
            if other in tried or not fit(known[index], found[other]):
                continue
            tried.add(other)
            if other not in partner or place(partner[other], tried):
                partner[other] = index
                return True
        return False

    return sum(place(index, set()) for index in range(len(known)))


def overlap(one, other):
    return one['start'] < other['end'] and other['start'] < one['end']


def is_near(one, other, reach=BAR):
    one, other = point(one), point(other)
    # A name whose place nobody knows cannot be put wrong.
    return one is None or (other is not None and kilometres(one, other) <= reach)


def is_placed(known, found):
    return overlap(known, found) and is_near(known, found)


def is_dated(known, found):
    return overlap(known, found) and known['value'] == found['value']


def is_told(known, found):
    """Whether place and date of two incidents agree."""
    if point(known) is None or not known.get('start') or not found.get('start'):
        return False
    reach = float(known.get('radius_km') or LEAST_REACH)
    if known.get('location_precision') in ('site', 'city'):
        reach = min(reach, LEAST_REACH)
    start, end = known['start'][:10], (known.get('end') or known['start'])[:10]
    days = found['start'][:10], (found.get('end') or found['start'])[:10]
    same = days[0] < max(end, following(start)) and start < max(days[1], following(days[0]))
    return same and is_near(known, found, reach)


def following(day):
    return str(datetime.date.fromisoformat(day) + datetime.timedelta(days=1))


def is_told_with_type(known, found):
    return is_told(known, found) and known['type'] == found['type']


# What is compared: the member of the known, where the answers have it, the name of the row, and what fits.
LEVELS = [
    ('toponyms', 'annotations', 'places recognised', overlap),
    ('toponyms', 'annotations', 'places within 161 km', is_placed),
    ('times', 'annotations', 'times and values', is_dated),
    ('incidents', 'incidents', 'incidents, place and date', is_told),
    ('incidents', 'incidents', 'incidents, place, date, type', is_told_with_type),
]


def read(incidents, path, folder):
    """The answers for a file, by kind and id."""
    names = {kind: os.path.join(folder, kind) for kind in ('annotations', 'incidents')}
    command = [incidents, 'report', path, '--format', 'jsonl', '-o', names['incidents'], '--annotate', names['annotations']]
    code = subprocess.run(command, check=False).returncode
    if code not in (0, 1):
        raise SystemExit(f'incidents report ended with {code}')
    return {kind: {row['id']: row for row in rows(name)} for kind, name in names.items()}


def quality(incidents, path, folder):
    """The rows of a file: name, number of known ones, precision, recall and F1."""
    known = rows(path)
    found = read(incidents, path, folder)
    table = []
    for member, kind, name, fit in LEVELS:
        if not any(member in row for row in known):
            continue
        hits = total = answers = 0
        for row in known:
            wanted = row.get(member, [])
            given = found[kind].get(str(row['id']), {}).get(member, [])
            hits, total, answers = hits + pairs(wanted, given, fit), total + len(wanted), answers + len(given)
        table.append((os.path.basename(path), name, total, *f1(hits, answers, total)))
    return table


def processor_time(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    code = subprocess.run(command, check=False, stdout=subprocess.DEVNULL).returncode
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if code not in (0, 1):
        raise SystemExit(f'incidents report ended with {code}')
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def texts(paths):
    if paths:
        return [row['text'] for path in paths for row in rows(path)]
    found = []
    for path in sorted(glob.glob(os.path.join(ROOT, 'docs', 'sample', 'reports', '*.txt'))):
        with open(path, encoding='utf-8') as text:
            found.append(text.read())
    return found * 100


def speed(incidents, paths, folder):
    """Articles of 400 words a second of processor time, the whole process; the median of some runs. And the memory."""
    all_texts = texts(paths)
    words = sum(len(text.split()) for text in all_texts)
    path = os.path.join(folder, 'all.jsonl')
    with open(path, 'w', encoding='utf-8') as out:
        for number, text in enumerate(all_texts):
            out.write(json.dumps({'id': number, 'published': '2020-05-06', 'text': text}) + '\n')
    seconds = sorted(processor_time([incidents, 'report', path, '--format', 'jsonl']) for _ in range(RUNS))[RUNS // 2]
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return len(all_texts), words, words / WORDS_OF_ARTICLE / seconds, memory


def table(quality_rows, measured):
    count, words, rate, memory = measured
    lines = []
    if quality_rows:
        lines += ['| texts | what | known | precision | recall | F1 |', '|---|---|---:|---:|---:|---:|']
        for name, what, total, precision, recall, mean in quality_rows:
            lines.append(f'| {name} | {what} | {total} | {precision:.3f} | {recall:.3f} | {mean:.3f} |')
        lines.append('')
    lines += ['| texts | words | articles of 400 words a second | memory at most |', '|---:|---:|---:|---:|',
              f'| {count:,} | {words:,} | {rate:,.0f} | {memory:.0f} MB |']
    return '\n'.join(lines) + '\n'


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('files', nargs='*')
    parser.add_argument('--incidents', default=os.path.join(ROOT, '.build', 'release', 'incidents'))
    parser.add_argument('--write', action='store_true')
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        quality_rows = [row for path in options.files for row in quality(options.incidents, path, folder)]
        text = table(quality_rows, speed(options.incidents, options.files, folder))
    sys.stdout.write(text)
    if options.write:
        with open(os.path.join(HERE, 'REPORTS.md'), 'w', encoding='utf-8') as out:
            out.write('# How well and how fast reports are read\n\n'
                      'Written by `make bench-reports`, whose script says what the columns mean. Time is that of the processor, for '
                      'the whole process on one thread.\n\n'
                      f'- Machine: {os.cpu_count()} processors, {platform.system()} {platform.release()}\n'
                      f'- {datetime.date.today()}\n\n' + text)


if __name__ == '__main__':
    main()
