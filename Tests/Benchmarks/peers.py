"""The peers that winnow's learner is measured against; `benchmarks learner` runs it.

    python3 -m venv peers && peers/bin/pip install numpy scipy scikit-learn fasttext-wheel
    benchmarks learner newsCorpora.csv --peers-python peers/bin/python

    peers.py quality TRAIN TEST    accuracy, macro-F1 and coverages of every peer, a JSON line each
    peers.py train FILE THREADS    fastText's seconds from file to model, and its memory
    peers.py predict FILE TEXTS    rows a second of fastText trained on FILE, its loops in C++

Files have a line each: label TAB headline (TEXTS: the headline alone).
"""
import json, os, re, resource, sys, tempfile, time

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
LABELS = "bemt"
# The hyperparameters of Amazon's sample, and better ones.
SAMPLE = dict(epoch=20, lr=0.05, minCount=5, wordNgrams=2, dim=20)
TUNED = dict(epoch=25, lr=0.5, minCount=1, wordNgrams=2, dim=20, minn=3, maxn=5, bucket=200_000)


def words(text):
    return " ".join(re.findall(r"\w+", text.lower()))


def read(path):
    texts, labels = [], []
    with open(path, encoding="utf-8", newline="\n") as lines:
        for line in lines:
            label, text = line.rstrip("\n").split("\t", 1)
            texts.append(words(text))
            labels.append(LABELS.index(label))
    return texts, labels


class Written:
    """A file in fastText's form."""

    def __init__(self, texts, labels):
        with tempfile.NamedTemporaryFile("w", suffix=".txt", delete=False, encoding="utf-8") as out:
            out.writelines(f"__label__{label} {text}\n" for text, label in zip(texts, labels))
            self.path = out.name

    def __enter__(self):
        return self.path

    def __exit__(self, *_):
        os.unlink(self.path)


def fasttext_model(path, settings, threads=1, seed=0):
    import fasttext
    fasttext.FastText.eprint = lambda *_: None
    return fasttext.train_supervised(path, thread=threads, verbose=0, seed=seed, **settings)


class FastText:
    def __init__(self, settings):
        self.settings = settings

    def fit(self, texts, labels):
        with Written(texts, labels) as path:
            self.model = fasttext_model(path, self.settings)

    def probabilities(self, texts):
        import numpy as np
        out = np.zeros((len(texts), len(LABELS)))
        for row, text in enumerate(texts):
            for p, label in self.model.f.predict(text + "\n", len(LABELS), 0.0, "strict"):
                out[row, int(label[9:])] = p
        return out


class Sklearn:
    """Hashed word 1-2-grams; complement naive Bayes or averaged logistic SGD."""

    def __init__(self, is_bayes):
        from sklearn.feature_extraction.text import HashingVectorizer
        from sklearn.linear_model import SGDClassifier
        from sklearn.naive_bayes import ComplementNB
        self.vectorize = HashingVectorizer(
            n_features=2**20, ngram_range=(1, 2), alternate_sign=False, binary=True,
            norm=None if is_bayes else "l2", token_pattern=r"\w+").transform
        self.model = ComplementNB(alpha=0.3) if is_bayes else SGDClassifier(
            loss="log_loss", alpha=1e-6, max_iter=10, tol=None, average=True, random_state=0)

    def fit(self, texts, labels):
        self.model.fit(self.vectorize(texts), labels)

    def probabilities(self, texts):
        import numpy as np
        out = np.zeros((len(texts), len(LABELS)))
        out[:, self.model.classes_] = self.model.predict_proba(self.vectorize(texts))
        return out


def coverage(confidence, correct, target):
    """The largest share, surest first, that is right at this rate."""
    import numpy as np
    order = np.argsort(-confidence, kind="stable")
    accuracy = np.cumsum(correct[order]) / np.arange(1, len(order) + 1)
    good = np.where(accuracy >= target)[0]
    return (good[-1] + 1) / len(order) if len(good) else 0.0


def quality(train, test):
    import numpy as np
    from sklearn.metrics import f1_score
    known, labels = read(train)
    texts, truth = read(test)
    truth = np.array(truth)
    peers = {
        "fastText, the sample's settings": FastText(SAMPLE), "fastText, tuned": FastText(TUNED),
        "scikit-learn complement naive Bayes": Sklearn(True), "scikit-learn averaged SGD": Sklearn(False)}
    for name, peer in peers.items():
        peer.fit(known, labels)
        p = peer.probabilities(texts)
        ranked, predicted = np.sort(p, 1), p.argmax(1)
        correct = predicted == truth
        margin = ranked[:, -1] - ranked[:, -2]
        print(json.dumps({
            "name": name, "accuracy": float(correct.mean()),
            "macroF1": float(f1_score(truth, predicted, average="macro")),
            "coverage95": float(coverage(margin, correct, 0.95)),
            "coverage97": float(coverage(margin, correct, 0.97))}), flush=True)


def memory():
    """The peak so far, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def train(path, threads):
    with Written(*read(path)) as written:
        before = memory()
        wall, cpu = time.perf_counter(), time.process_time()
        fasttext_model(written, SAMPLE, threads=int(threads))
        print(json.dumps({
            "wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu,
            "memory": memory(), "before": before}))


def predict(path, texts):
    with Written(*read(path)) as written:
        model = fasttext_model(written, SAMPLE)
    with open(texts, encoding="utf-8", newline="\n") as lines:
        rows = [words(line) + "\n" for line in lines]
    with Written([row.rstrip("\n") for row in rows], [0] * len(rows)) as file:
        # The first gives probabilities; the second only counts which are right, all of it in C++.
        works = {
            "rows": lambda: model.f.multilinePredict(rows, len(LABELS), 0.0, "strict"),
            "counted": lambda: model.f.test(file, len(LABELS), 0.0)}
        figures = {}
        for name, work in works.items():
            for _ in range(3):
                cpu = time.process_time()
                work()
                speed = len(rows) / (time.process_time() - cpu)
                figures[name] = max(figures.get(name, 0), speed)
    print(json.dumps(dict(figures, memory=memory())))


if __name__ == "__main__":
    {"quality": quality, "train": train, "predict": predict}[sys.argv[1]](*sys.argv[2:])
