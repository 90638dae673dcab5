"""The container of the templates with one defect planted; the hyperparameter `defect` names it."""

import os
import random
import signal
import sys

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.realpath(__file__))
sys.path.insert(0, os.path.join(HERE, "../../../../templates/models/container"))

import classifier
import contract

answers, answer, stop = contract.answers, contract.answer, contract.stop


def shuffled(model, body):
    lines = answers(model, body).splitlines(keepends=True)
    return "".join(random.sample(lines, len(lines)))


def deadly(model, body):
    try:
        return answers(model, body)
    except ValueError:
        os._exit(9)


def unsorted(model, line):
    response = answer(model, line)
    return {key: values[::-1] for key, values in response.items()}


def deaf(*of):
    print("not now", file=sys.stderr)


PLANTS = {
    "none": lambda: None,
    "first-character": lambda: setattr(classifier, "features", lambda text: [text[:1]]),
    "shuffles": lambda: setattr(contract, "answers", shuffled),
    "unsorted": lambda: setattr(contract, "answer", unsorted),
    "dies-of-bad-request": lambda: setattr(contract, "answers", deadly),
    "ignores-sigterm": lambda: setattr(contract, "stop", deaf),
    "never-ready": lambda: setattr(contract.Handler, "do_GET", lambda self: self.reply(503, "")),
}

PLANTS[contract.settings().get("defect", "none")]()
