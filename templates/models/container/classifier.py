"""The learning: logistic regression on words, standard library only."""

import json
import math
import os
import random
import re
import sys

WORD = re.compile(r"[^\W_]+")


def features(text):
    """The different words of a text, in an order that is the same every time."""
    return sorted(set(WORD.findall(text.lower())))


def probabilities(scores):
    """Softmax."""
    highest = max(scores)
    weights = [math.exp(score - highest) for score in scores]
    whole = sum(weights)
    return [weight / whole for weight in weights]


def score(bias, rows, names):
    """The sum of the rows of the known features, over the bias; the rows; what scaled them."""
    known = [row for row in map(rows.get, names) if row]
    scale = 1 / math.sqrt(len(known) or 1)
    return [b + scale * sum(column) for b, *column in zip(bias, *known)], known, scale


def train(pairs, validation, settings, folder):
    """Gradient descent; keeps the weights of the pass that did best on the held-back lines."""
    passes = int(settings.get("epochs", "10"))
    step = float(settings.get("learning-rate", "3.0"))
    labels = sorted({label for _, label in pairs})
    place = {label: index for index, label in enumerate(labels)}
    lines = [(features(text), place[label]) for text, label in pairs]
    bias = [math.log(sum(y == c for _, y in lines) / len(lines)) for c in range(len(labels))]
    rows = {name: [0.0] * len(labels) for names, _ in lines for name in names}
    chance = random.Random(1)
    best = -1.0
    for turn in range(passes):
        chance.shuffle(lines)
        learn(lines, bias, rows, step / (1 + turn))
        right = accuracy(labels, bias, rows, validation)
        if right > best or not validation:
            best = right
            save(folder, labels, bias, rows)
    if validation:
        print(f"right on {best:.1%} of {len(validation)} validation lines", file=sys.stderr)


def learn(lines, bias, rows, step):
    """One pass: each line moves the rows of its features towards its label."""
    for names, label in lines:
        scores, known, scale = score(bias, rows, names)
        gradient = probabilities(scores)
        gradient[label] -= 1
        change = [step * scale * value for value in gradient]
        for row in known:
            for index, value in enumerate(change):
                row[index] -= value


def accuracy(labels, bias, rows, pairs):
    right = 0
    for text, label in pairs:
        scores, _, _ = score(bias, rows, features(text))
        right += labels[scores.index(max(scores))] == label
    return right / (len(pairs) or 1)


def save(folder, labels, bias, rows):
    model = {"labels": labels, "bias": bias, "rows": rows}
    with open(os.path.join(folder, "model.json"), "w", encoding="utf-8") as file:
        json.dump(model, file)


class Classifier:
    """The trained model."""

    def __init__(self, folder):
        with open(os.path.join(folder, "model.json"), encoding="utf-8") as file:
            model = json.load(file)
        self.labels, self.bias, self.rows = model["labels"], model["bias"], model["rows"]

    def rank(self, text):
        """(probability, label) pairs, the likeliest first; how often each is if no word is known."""
        scores, _, _ = score(self.bias, self.rows, features(text))
        ranked = zip(probabilities(scores), self.labels)
        return sorted(ranked, key=lambda pair: (-pair[0], pair[1]))
