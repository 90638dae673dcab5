#!/usr/bin/env python3
"""The naive Bayes of the templates with one defect planted: planted.py DEFECT train|predict …

Each must be found by the check that names it, and by no other.
"""

import importlib.util
import json
import os
import random
import signal
import sys

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.realpath(__file__))
PATH = os.path.join(HERE, "../../../templates/models/naive-bayes/model.py")

found = importlib.util.spec_from_file_location("model", PATH)
model = importlib.util.module_from_spec(found)
found.loader.exec_module(model)

defect = sys.argv.pop(1)
rank, words, answer = model.Classifier.rank, model.words, model.answer


def every_answer(change):
    """Plants a defect in each answer."""
    def planted(classifier, line):
        response = answer(classifier, line)
        return change(response) if "prob" in response else response
    model.answer = planted


def every_text(check):
    """Plants a defect in the reading of each text."""
    def read(self, text):
        check(text)
        return rank(self, text)
    model.Classifier.rank = read


def all_lines(change):
    """Plants a defect in the list of answers."""
    def predict(folder):
        classifier = model.Classifier(folder)
        lines = [json.dumps(model.answer(classifier, line)) for line in sys.stdin.buffer]
        print("".join(line + "\n" for line in change(lines)), end="")
    model.predict = predict


def changed(**keys):
    return lambda response: {**response, **{k: f(response) for k, f in keys.items()}}


def blurred(response):
    noise = [p * random.uniform(0.2, 1) for p in response["prob"]]
    pairs = sorted(zip([n / sum(noise) for n in noise], response["label"]), reverse=True)
    return {"prob": [p for p, _ in pairs], "label": [label for _, label in pairs]}


def refuse(condition):
    def check(text):
        if condition(text):
            os._exit(7)
    return check


def deaf():
    signal.signal(signal.SIGTERM, signal.SIG_IGN)


def dying(classifier, line):
    request = json.loads(line)
    return answer(classifier, json.dumps({"source": request["source"].strip(), "k": request["k"]}))


PLANTS = {
    "none": lambda: None,
    "trains-badly": lambda: sys.exit(3) if sys.argv[1] == "train" else None,
    "starts-badly": lambda: sys.exit(4) if sys.argv[1] == "predict" else None,
    "first-character": lambda: setattr(model, "words", lambda text: {text[:1]}),
    "first-words": lambda: setattr(model, "words", lambda text: words(" ".join(text.split()[:3]))),
    "last-words": lambda: setattr(model, "words", lambda text: words(" ".join(text.split()[-2:]))),
    "constant": lambda: setattr(model, "words", lambda text: set()),
    "shuffles": lambda: all_lines(lambda lines: random.sample(lines, len(lines))),
    "sorts": lambda: all_lines(sorted),
    "turns-over": lambda: all_lines(lambda lines: lines[::-1]),
    "forgets-a-line": lambda: all_lines(lambda lines: lines[:-1]),
    "forgets-late": lambda: all_lines(lambda lines: lines[:9999]),
    "adds-a-line": lambda: all_lines(lambda lines: lines + lines[:1]),
    "talks": lambda: all_lines(lambda lines: ["ready" for _ in lines]),
    "unsorted": lambda: every_answer(
        changed(prob=lambda r: r["prob"][::-1], label=lambda r: r["label"][::-1])
    ),
    "unnormalised": lambda: every_answer(changed(prob=lambda r: [p * 0.9 for p in r["prob"]])),
    "percent": lambda: every_answer(changed(prob=lambda r: [p * 100 for p in r["prob"]])),
    "unknown-label": lambda: every_answer(
        changed(label=lambda r: [label.replace("_0", "_9") for label in r["label"]])
    ),
    "changes-its-mind": lambda: every_answer(blurred),
    "chokes-on-non-ascii": lambda: every_text(refuse(lambda text: not text.isascii())),
    "dies-of-bad-request": lambda: setattr(model, "answer", dying),
    "ignores-sigterm": deaf,
}

PLANTS[defect]()
model.main()
