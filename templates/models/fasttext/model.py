#!/usr/bin/env python3
"""A model as one executable: fastText. Needs `pip install fasttext-wheel`.

    ./model.py train --data train.manifest --validation validation.manifest --model DIR
    ./model.py predict --model DIR < requests > answers

The same learning stands behind HTTP in `train` and `serve`; both use classifier.py.
"""

import argparse
import json
import os
import sys

sys.dont_write_bytecode = True
import classifier
from contract import answer, labeled


def train(data, validation, folder):
    os.makedirs(folder, exist_ok=True)
    held_back = labeled(validation) if validation and os.path.exists(validation) else []
    settings = json.loads(os.environ.get("SM_HPS", "{}"))
    classifier.train(labeled(data), held_back, settings, folder)


def predict(folder):
    """One answer for each line, whatever is in it: a bad one must not end the others."""
    model = classifier.Classifier(folder)
    for line in sys.stdin.buffer:
        try:
            response = answer(model, line)
        except ValueError as fault:
            response = {"error": str(fault)}
        sys.stdout.write(json.dumps(response) + "\n")


def main():
    parser = argparse.ArgumentParser(description="fastText, for winnow.")
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
