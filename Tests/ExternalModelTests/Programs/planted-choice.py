#!/usr/bin/env python3
"""The strategy of the templates with one defect planted: planted-choice.py DEFECT < items."""

import importlib.machinery
import importlib.util
import io
import json
import os
import random
import signal
import sys
from contextlib import redirect_stdout

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.realpath(__file__))
PATH = os.path.join(HERE, "../../../templates/models/strategy/choose")

loader = importlib.machinery.SourceFileLoader("choose", PATH)
choose = importlib.util.module_from_spec(importlib.util.spec_from_loader("choose", loader))
loader.exec_module(choose)

read = choose.read


def brittle(stream):
    """Dies of a line that is no item."""
    return (json.loads(line) for line in stream)


def hungry(stream):
    """Dies of no items."""
    items = list(read(stream))
    return [items[0], *items[1:]]


def blind(stream):
    """Does not look at the probabilities."""
    return ({**item, "prob": [0.4, 0.3], "label": ["__label__0"]} for item in read(stream))


def shaken(lines):
    return random.sample(lines, len(lines))


def with_action(name):
    return lambda lines: [line.replace("human", name) for line in lines]


# What is read otherwise, and what is written otherwise.
READERS = {"dies-of-bad-line": brittle, "dies-of-nothing": hungry, "blind": blind}
WRITERS = {
    "chooses-none": lambda lines: [],
    "unknown-item": lambda lines: lines + ['{"id": 123456, "action": "auto"}'],
    "twice": lambda lines: lines + lines[:1],
    "wrong-action": with_action("skip"),
    "changes-its-mind": shaken,
}

defect = sys.argv[1]
choose.read = READERS.get(defect, read)
if defect == "ignores-sigterm":
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
said = io.StringIO()
with redirect_stdout(said):
    choose.main()
for line in WRITERS.get(defect, list)(said.getvalue().splitlines()):
    print(line)
