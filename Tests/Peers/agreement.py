"""Compares `winnow agreement` with other implementations, on the annotations that winnow exports.

    python3 -m venv peers && peers/bin/pip install krippendorff statsmodels crowd-kit
    peers/bin/python Tests/Peers/agreement.py .build/debug/winnow PROJECT

Alpha is compared with the package krippendorff, kappa and its standard errors with statsmodels, a
worker's share of right answers with crowd-kit's Dawid-Skene, which has no prior (so within 2 %). It prints
a line for each figure and exits with 1 if one differs. Each item of the project must have the same number
of answers, all of them blind.
"""
import itertools, json, pathlib, subprocess, sys, tempfile

import krippendorff
import numpy
import pandas
from crowdkit.aggregation import DawidSkene
from statsmodels.stats.inter_rater import cohens_kappa

program, project = sys.argv[1:3]
failed = False


def winnow(*arguments):
    return subprocess.run([program, *arguments], check=True, capture_output=True, text=True).stdout


def compare(name, ours, theirs, within):
    global failed
    right = abs(ours - theirs) <= within
    failed = failed or not right
    print(f"{'ok  ' if right else 'FAIL'}  {name}: {ours:.6f}, peer {theirs:.6f}")


def answers():
    with tempfile.TemporaryDirectory() as folder:
        output = pathlib.Path(folder, "out.manifest")
        winnow("export", project, "--partial", "--annotations", "--output", str(output))
        lines = pathlib.Path(folder, "out.annotations.jsonl").read_text().splitlines()
    rows = [json.loads(line) for line in lines]
    rows = [row for row in rows if row["state"] == "counted"]
    frame = pandas.DataFrame(rows)[["line", "workerId", "label", "class-name"]]
    counts = frame.groupby("line").line.transform("size")
    return frame[counts > 1]


def alpha(table):
    return krippendorff.alpha(reliability_data=table.T.to_numpy(float), level_of_measurement="nominal")


def kappa(table, first, second, labels):
    pair = table[[first, second]].dropna()
    counts = pandas.crosstab(pair[first], pair[second]).reindex(labels, axis=0, fill_value=0)
    found = cohens_kappa(counts.reindex(labels, axis=1, fill_value=0).to_numpy())
    return found.kappa, found.std_kappa, len(pair)


frame = answers()
table = frame.pivot(index="line", columns="workerId", values="label")
labels = sorted(frame.label.unique())
ours = json.loads(winnow("agreement", project, "--json"))
compare("items", ours["items"], len(table), 0)
compare("alpha", ours["alpha"]["value"], alpha(table), 1e-9)
pairs = {}
for pair in ours["pairs"]:
    name = f"{pair['first']}, {pair['second']}"
    value, error, items = kappa(table, pair["first"], pair["second"], labels)
    pairs[name] = (value, items)
    compare(f"kappa of {name}", pair["kappa"]["value"], value, 1e-9)
    width = (pair["kappa"]["upper"] - pair["kappa"]["lower"]) / 2 / 1.959964
    compare(f"standard error of it", width, error, 0.02 * error)
mean = numpy.average([value for value, _ in pairs.values()], weights=[n for _, n in pairs.values()])
compare("kappa, mean of pairs", ours["kappa"]["value"], mean, 1e-9)
for label in ours["labels"]:
    index = frame[frame["class-name"] == label["label"]].label.iloc[0]
    one = (table == index).astype(float).where(table.notna())
    compare(f"alpha of {label['label']}", label["alpha"]["value"], alpha(one), 1e-9)
    found = [
        kappa(one, a, b, [0.0, 1.0]) for a, b in itertools.combinations(sorted(table.columns), 2)
        if len(one[[a, b]].dropna())
    ]
    mean = numpy.average([row[0] for row in found], weights=[row[2] for row in found])
    compare(f"kappa of {label['label']}", label["kappa"]["value"], mean, 1e-9)

peer = DawidSkene(n_iter=100, tol=1e-6)
given = frame.rename(columns={"line": "task", "workerId": "worker"})
peer.fit(given[["task", "worker", "label"]])
beliefs = peer.probas_
for worker in ours["workers"]:
    rows = given[given.worker == worker["name"]]
    if not len(rows):
        continue
    right = numpy.mean([beliefs.loc[task, label] for task, label in zip(rows.task, rows.label)])
    compare(f"right answers of {worker['name']}", worker["accuracy"], right, 0.02)
sys.exit(1 if failed else 0)
