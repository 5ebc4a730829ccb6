"""Asks programs line by line; peers/common/conversation.hpp says how."""

import collections
import os
import shutil
import subprocess

Answer = collections.namedtuple("Answer", "name suite area queries hits hash measure times")


class Ended(Exception):
    """A program ended when it was asked."""


class Conversation:
    """A program that stands ready, on one core."""

    def __init__(self, name, command, environment=None):
        pinned = ["taskset", "-c", "1"] if shutil.which("taskset") and (os.cpu_count() or 1) > 1 else []
        self.name = name
        self.process = subprocess.Popen(
            [*pinned, *command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment)

    def ask(self, suite, area, queries, seconds):
        """The answers; no seconds means to find and not to measure."""
        try:
            self.process.stdin.write(f"{suite}\t{area}\t{queries}\t{seconds}\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            raise Ended(f"{self.name} ended before it was asked {suite} {area}") from None
        answers = []
        for line in self.process.stdout:
            fields = line.rstrip("\n").split("\t")
            if fields == ["."]:
                return answers
            name, suite, area, queries, hits, hash_, measure, times = fields
            answers.append(Answer(name, suite, area, int(queries), int(hits), hash_, float(measure),
                                  [float(time) for time in times.split(",") if time]))
        raise Ended(f"{self.name} ended with {self.process.wait()} when it was asked {suite} {area}")

    def close(self):
        try:
            self.process.stdin.close()
        except BrokenPipeError:
            pass
        try:
            self.process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
