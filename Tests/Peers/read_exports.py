"""Reads winnow's exports with the readers of the tools that they are for.

    python3 -m venv peers && peers/bin/pip install pandas label-studio-sdk fasttext-wheel
    peers/bin/python Tests/Peers/read_exports.py .build/debug/winnow

It makes a project of a small file, with labels and without, exports it in every form, and prints a
line for each reader: its version, and the labels that it found. It exits with 1 if a reader finds others
than were given.
"""
import csv, importlib.metadata, json, os, pathlib, subprocess, sys, tempfile

ROWS = [
    ("One, \"two\"; three", "Science and Technology"), ("line\nbreak\tand tab", "Business"),
    ("Ünïcödé 世界 🎉", "Business"), ("not labeled yet", None), ("'single' = yes", "Health & Medicine"),
]
LABELS = "b=Business,t=Science and Technology,m=Health & Medicine"
GIVEN = [label for _, label in ROWS]
TEXTS = [text for text, _ in ROWS]
failed = False


def version(package):
    return f"{package} {importlib.metadata.version(package)}"


def say(reader, texts, labels, expected=(TEXTS, GIVEN)):
    global failed
    right = (list(texts), list(labels)) == expected
    failed = failed or not right
    print(f"{'ok  ' if right else 'FAIL'}  {reader}: {labels}")
    if not right:
        print(f"      expected {expected[1]}, texts {texts}")


def empty(value):
    return None if value is None or value != value or value == "" else value


def tables(exports):
    import pandas
    for form, options in (("csv", {}), ("tsv", {"sep": "\t"})):
        with open(exports[form], newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file, delimiter=options.get("sep", ",")))
        say(f"csv of Python {sys.version.split()[0]}, {form}",
            [row["text"] for row in rows], [empty(row["label"]) for row in rows])
        table = pandas.read_csv(exports[form], **options)
        say(f"{version('pandas')}, {form}", table["text"], [empty(x) for x in table["label"]])
    table = pandas.read_json(exports["jsonl"], lines=True)
    say(f"{version('pandas')}, jsonl", table["text"], [empty(x) for x in table["label"]])


def label_studio(exports):
    from label_studio_sdk.label_interface import LabelInterface
    choices = "".join(f'<Choice value="{name.replace("&", "&amp;")}"/>' for name in
                      ("Business", "Science and Technology", "Health & Medicine"))
    interface = LabelInterface(
        f'<View><Text name="text" value="$text"/><Choices name="label" toName="text">{choices}'
        "</Choices></View>")
    tasks = json.load(open(exports["label-studio"], encoding="utf-8"))
    labels = []
    for task in tasks:
        assert interface.validate_task({"data": task["data"]}), task
        for annotation in task.get("annotations", []):
            assert interface.validate_annotation(annotation), annotation
        for prediction in task.get("predictions", []):
            assert interface.validate_prediction(prediction), prediction
        found = task.get("annotations", []) + task.get("predictions", [])
        labels.append(found[0]["result"][0]["value"]["choices"][0] if found else None)
    say(version("label-studio-sdk"), [task["data"]["text"] for task in tasks], labels)


def fasttext(exports):
    import fasttext
    model = fasttext.train_supervised(exports["fasttext"], epoch=1, verbose=0)
    found = sorted(label.removeprefix("__label__").replace("_", " ") for label in model.labels)
    say(version("fasttext-wheel"), [], found, ([], sorted(set(filter(None, GIVEN)))))


def main(winnow):
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder, "in.jsonl")
        with open(source, "w", encoding="utf-8") as file:
            for text, label in ROWS:
                row = {"text": text} | ({"label": label} if label else {})
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
        project = os.path.join(folder, "project")
        run = lambda *words: subprocess.run([winnow, *words], check=True, capture_output=True)
        run("init", project, "--labels", LABELS, "--input", source)
        exports = {}
        for form in ("csv", "tsv", "jsonl", "fasttext", "label-studio", "doccano", "prodigy"):
            exports[form] = os.path.join(folder, f"out.{form}")
            run("export", project, "--partial", "--format", form, "--output", exports[form])
        for reader in (tables, label_studio, fasttext):
            reader(exports)
    sys.exit(1 if failed else 0)


main(os.path.abspath(sys.argv[1]))
