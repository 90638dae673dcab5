#!/usr/bin/env python3
"""A model as one executable: naive Bayes on words, with Python's standard library only.

    ./model.py train --data train.manifest --validation validation.manifest --model DIR
    ./model.py predict --model DIR < requests > answers

A training line is a line of the manifest with its label: {"source": "…", "category": 2, …}.
A request is {"source": "…", "k": 4}, and its answer, in the same place,
{"prob": [0.9, …], "label": ["__label__2", …]}, the likeliest label first.
"""

import argparse
import json
import math
import os
import re
import sys
from collections import Counter

WORD = re.compile(r"[^\W_]+")
SMOOTHING = 0.3


def words(text):
    """The different words of a text: what a headline says twice it does not mean twice."""
    return set(WORD.findall(text.lower()))


def label_of(line):
    """The label's index: of the key `category`, or of the first that has metadata beside it."""
    if "category" in line:
        return int(line["category"])
    for key in line:
        if key + "-metadata" in line:
            return int(line[key])
    raise ValueError("a training line has no label")


def labeled(path):
    """The (text, label) pairs of a manifest."""
    with open(path, encoding="utf-8") as file:
        lines = [json.loads(line) for line in file if line.strip()]
    return [(line["source"], label_of(line)) for line in lines]


def train(data, validation, folder):
    pairs = labeled(data)
    counts = Counter(label for _, label in pairs)
    seen = {label: Counter() for label in counts}
    for text, label in pairs:
        seen[label].update(words(text))
    model = {"labels": {str(label): [counts[label], seen[label]] for label in sorted(counts)}}
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "model.json"), "w", encoding="utf-8") as file:
        json.dump(model, file)
    report(Classifier(folder), validation)


def report(classifier, validation):
    """Says on standard error, which ends in the log, how well the held-back lines went."""
    pairs = labeled(validation) if validation and os.path.exists(validation) else []
    if pairs:
        right = sum(classifier.rank(text)[0][1] == label for text, label in pairs)
        print(f"right on {right} of {len(pairs)} validation lines", file=sys.stderr)


class Classifier:
    """The trained model: one row of log probabilities for each word."""

    def __init__(self, folder):
        with open(os.path.join(folder, "model.json"), encoding="utf-8") as file:
            model = json.load(file)["labels"]
        self.labels = [int(label) for label in model]
        total = sum(count for count, _ in model.values())
        vocabulary = {word for _, seen in model.values() for word in seen}
        self.prior = [math.log(count / total) for count, _ in model.values()]
        self.rows = {word: [] for word in vocabulary}
        for _, seen in model.values():
            size = sum(seen.values()) + SMOOTHING * len(vocabulary)
            for word, row in self.rows.items():
                row.append(math.log((seen.get(word, 0) + SMOOTHING) / size))

    def rank(self, text):
        """(probability, label) pairs, the likeliest first; the prior if no word is known."""
        scores = list(self.prior)
        for word in sorted(words(text)):
            for place, value in enumerate(self.rows.get(word, ())):
                scores[place] += value
        highest = max(scores)
        weights = [math.exp(score - highest) for score in scores]
        whole = sum(weights)
        ranked = [(weight / whole, label) for weight, label in zip(weights, self.labels)]
        return sorted(ranked, key=lambda pair: (-pair[0], pair[1]))


def answer(classifier, line):
    """One answer for each line, whatever is in it: a bad one must not end the others."""
    try:
        request = json.loads(line)
        ranked = classifier.rank(request["source"])[: request.get("k")]
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        return {"error": f"not a request: {fault!r}"}
    return {
        "prob": [probability for probability, _ in ranked],
        "label": [f"__label__{label}" for _, label in ranked],
    }


def predict(folder):
    classifier = Classifier(folder)
    for line in sys.stdin.buffer:
        sys.stdout.write(json.dumps(answer(classifier, line)) + "\n")


def main():
    parser = argparse.ArgumentParser(description="Naive Bayes on words, for winnow.")
    commands = parser.add_subparsers(dest="command", required=True)
    training = commands.add_parser("train")
    training.add_argument("--data", required=True)
    training.add_argument("--validation")
    training.add_argument("--model", required=True)
    commands.add_parser("predict").add_argument("--model", required=True)
    # What a later version adds is no fault.
    arguments, _ = parser.parse_known_args()
    if arguments.command == "train":
        train(arguments.data, arguments.validation, arguments.model)
    else:
        predict(arguments.model)


if __name__ == "__main__":
    main()
