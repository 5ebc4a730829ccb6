#!/usr/bin/env python3
"""Measures the gazetteer: lookups a second on one core, and what `incidents locate Baghdad` costs as a process.

make bench-names builds what it needs; the figures go to standard output.
"""

import os
import statistics
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
RUNS = 21


def process(command):
    """The processor time in milliseconds and the largest memory in megabytes of one run."""
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        raise SystemExit(f'{command[0]} ended with {child.returncode}')
    return 1000 * (usage.ru_utime + usage.ru_stime), usage.ru_maxrss / 1024


def main():
    subprocess.run(['swift', 'build', '-c', 'release', '--product', 'GazetteerBenchmark'], cwd=HERE, check=True,
                   stdout=sys.stderr)
    program = os.path.join(HERE, '.build', 'release', 'GazetteerBenchmark')
    print(subprocess.run([program], check=True, capture_output=True, text=True).stdout.strip())
    runs = [process([os.path.join(ROOT, '.build', 'release', 'incidents'), 'locate', 'Baghdad']) for _ in range(RUNS)]
    print(f'incidents locate Baghdad: {statistics.median(time for time, _ in runs):.1f} ms of processor time, '
          f'{max(memory for _, memory in runs):.0f} MB at most, {RUNS} runs')
    size = os.path.getsize(os.path.join(ROOT, 'gazetteer', 'gazetteer.bin'))
    print(f'gazetteer file: {size / 1e6:.1f} MB')


if __name__ == '__main__':
    main()
