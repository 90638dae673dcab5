"""The learning: fastText (`pip install fasttext-wheel`), for `model.py` and for `train`/`serve`."""

import json
import os
import re
import sys
import tempfile

import fasttext

WORD = re.compile(r"[^\W_]+")
PREFIX = "__label__"


def words(text):
    """What fastText reads: words with spaces between, which also keeps line ends out."""
    return " ".join(WORD.findall(text.lower()))


def train(pairs, validation, settings, folder):
    """Trains on (text, label) pairs; settings: epochs, learning-rate, dimensions."""
    labels = sorted({label for _, label in pairs})
    # Few lines want more passes: about 50,000 lines are seen in all.
    epochs = int(settings.get("epochs", max(5, min(500, 50_000 // len(pairs)))))
    with tempfile.TemporaryDirectory() as place:
        path = os.path.join(place, "lines.txt")
        with open(path, "w", encoding="utf-8") as file:
            file.writelines(f"{PREFIX}{label} {words(text)}\n" for text, label in pairs)
        model = fasttext.train_supervised(
            path,
            epoch=epochs,
            lr=float(settings.get("learning-rate", "0.5")),
            dim=int(settings.get("dimensions", "50")),
            wordNgrams=2,
            # Two million would make a file of 400 MB.
            bucket=100_000,
            # Two threads would not give the same model twice.
            thread=1,
            verbose=0,
        )
    model.save_model(os.path.join(folder, "model.bin"))
    with open(os.path.join(folder, "prior.json"), "w", encoding="utf-8") as file:
        json.dump({str(c): sum(y == c for _, y in pairs) / len(pairs) for c in labels}, file)
    if validation:
        ranker = Classifier(folder)
        right = sum(ranker.rank(text)[0][1] == label for text, label in validation)
        print(f"right on {right} of {len(validation)} validation lines", file=sys.stderr)


class Classifier:
    """The trained model."""

    def __init__(self, folder):
        # The package prints a warning of its own at each load.
        fasttext.FastText.eprint = lambda *_: None
        # `f` is the compiled part; its wrapper's predict() fails with numpy 2.
        self.model = fasttext.load_model(os.path.join(folder, "model.bin")).f
        with open(os.path.join(folder, "prior.json"), encoding="utf-8") as file:
            prior = json.load(file)
        self.prior = {int(label): share for label, share in prior.items()}

    def rank(self, text):
        """(probability, label) pairs, the likeliest first; how often each is if no word is known."""
        line = words(text)
        weights = self.prior
        # Without a known word it would answer from the line's end, and be sure of it.
        if any(self.model.getWordId(word) >= 0 for word in line.split()):
            found = self.model.predict(line + "\n", len(self.prior), 0.0, "strict")
            weights = {int(label[len(PREFIX) :]): probability for probability, label in found}
        whole = sum(weights.values())
        ranked = [(weight / whole, label) for label, weight in weights.items()]
        return sorted(ranked, key=lambda pair: (-pair[0], pair[1]))
