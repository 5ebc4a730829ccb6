"""Measures one stage at one size: ours and the fast peers in turn, then the slow ones; compares all that is found."""

import collections
import statistics
import sys
import time

from . import check, suites
from .conversation import Conversation, Ended


class Stage:
    def __init__(self, build, workload, count, programs, turns, seconds, allowed):
        self.workload, self.count = workload, count
        self.turns, self.seconds = turns, seconds
        # When to stop asking slow programs.
        self.deadline = time.monotonic() + allowed
        self.programs = [program for program in programs if program.largest >= count]
        self.build = build
        self.open = {}
        # {suite: {area: {name: [nanoseconds a query]}}}
        self.times = collections.defaultdict(lambda: collections.defaultdict(lambda: collections.defaultdict(list)))
        self.left_out = []

    def run(self):
        """{suite: {area: {name: median}}}, and what was left out."""
        try:
            for suite in suites.SUITES:
                if any(suite.name in program.answers for program in self.programs) and suite.rows:
                    for area, queries in suite.rows.items():
                        self.row(suite, area, queries)
        finally:
            for conversation in self.open.values():
                conversation.close()
        table = {suite: {area: {name: statistics.median(values) for name, values in names.items()}
                         for area, names in areas.items()} for suite, areas in self.times.items()}
        return table, self.left_out

    def row(self, suite, area, queries):
        asked = [program for program in self.programs if suite.name in program.answers]
        fast = [program for program in asked if not program.is_slow]
        reference = None
        for _ in range(self.turns):
            for program in fast:
                answers = self.ask(program, suite.name, area, queries, self.seconds)
                if program.name == "ours" and reference is None:
                    reference = {answer.suite: answer for answer in answers}
                for answer in answers:
                    self.keep(answer, reference)
        for program in asked:
            if program.is_slow:
                self.slow(program, suite, area, queries)

    def slow(self, program, suite, area, queries):
        if time.monotonic() > self.deadline:
            note = f"{program.name}: {suite.name} {area} at {self.count:,}, for want of time"
            return self.left_out.append(note)
        some = max(queries // 10, 5) if queries else 0
        # Ours finds the same queries, without being measured, for comparison.
        ours = next(program for program in self.programs if program.name == "ours")
        reference = {answer.suite: answer for answer in self.ask(ours, suite.name, area, some, 0)}
        for answer in self.ask(program, suite.name, area, some, self.seconds):
            self.keep(answer, reference)

    def ask(self, program, *question):
        """The answers of a program; a peer that ends is left out from then on, ours must not."""
        if program not in self.programs:
            return []
        try:
            return self.conversation(program).ask(*question)
        except Ended as ended:
            if program.name == "ours":
                raise
            self.programs.remove(program)
            self.left_out.append(f"{ended}, at {self.count:,}")
            return []

    def keep(self, answer, reference):
        if reference and answer.suite in reference:
            check.compare(reference[answer.suite], answer)
        if answer.times:
            self.times[answer.suite][answer.area][answer.name].extend(answer.times)

    def conversation(self, program):
        if program.name not in self.open:
            print(f"  {self.count:,}: {program.name}", file=sys.stderr, flush=True)
            command = [*self.build.command(program.name), str(self.workload), str(self.count)]
            self.open[program.name] = Conversation(program.name, command, self.build.environment)
        return self.open[program.name]
