"""SageMaker's contract around a classifier: where its files are, and its service.

The folder is /opt/ml in a container and one of winnow's elsewhere; SM_MODEL_DIR tells. The module
`classifier` beside this file does the learning:

    classifier.train(pairs, validation, settings, folder)    (text, label) pairs, a dict of strings
    classifier.Classifier(folder).rank(text)                 (probability, label) pairs, best first
"""

import http.server
import json
import os
import signal
import sys
import traceback

import classifier

MODEL = os.environ.get("SM_MODEL_DIR", "/opt/ml/model")
ROOT = os.path.dirname(os.path.abspath(MODEL))
LARGEST_REQUEST = 100 * 1024 * 1024


# Training


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


def channel(name):
    """The (text, label) pairs of all files of a channel; none if there is no such channel."""
    folder = os.environ.get("SM_CHANNEL_" + name.upper(), os.path.join(ROOT, "input/data", name))
    pairs = []
    for file in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
        path = os.path.join(folder, file)
        if not os.path.isfile(path):
            raise ValueError(f"{path} is no file; this algorithm reads channels in File mode")
        pairs += labeled(path)
    return pairs


def settings():
    """The hyperparameters; all their values are strings."""
    path = os.path.join(ROOT, "input/config/hyperparameters.json")
    if not os.path.exists(path):
        return {}
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def train():
    """The program `train`: the reason of a failure goes where SageMaker looks for it."""
    try:
        pairs = channel("train")
        if not pairs:
            raise ValueError("the channel “train” has no lines")
        os.makedirs(MODEL, exist_ok=True)
        classifier.train(pairs, channel("validation"), settings(), MODEL)
    except Exception as fault:
        traceback.print_exc()
        output = os.environ.get("SM_OUTPUT_DIR", os.path.join(ROOT, "output"))
        os.makedirs(output, exist_ok=True)
        with open(os.path.join(output, "failure"), "w", encoding="utf-8") as file:
            file.write(f"{type(fault).__name__}: {fault}")
        sys.exit(1)


# Serving


def answer(model, line):
    """The response to one request line; a ValueError if it is none."""
    try:
        request = json.loads(line)
        ranked = model.rank(request["source"])[: request.get("k")]
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise ValueError(f"not a request: {fault!r}") from fault
    probabilities = [probability for probability, _ in ranked]
    return {"prob": probabilities, "label": [f"__label__{label}" for _, label in ranked]}


def answers(model, body):
    """The response lines; a ValueError that names the line if one is no request."""
    lines = []
    for number, line in enumerate(body.split(b"\n"), 1):
        try:
            if line.strip():
                lines.append(json.dumps(answer(model, line)) + "\n")
        except ValueError as fault:
            raise ValueError(f"line {number}: {fault}") from fault
    return "".join(lines)


class Handler(http.server.BaseHTTPRequestHandler):
    """Three addresses; connections stay open between requests."""

    protocol_version = "HTTP/1.1"
    # Header and body are two writes; waiting to join them would cost 40 ms a request.
    disable_nagle_algorithm = True
    model = None

    def do_GET(self):
        if self.path == "/ping":
            self.reply(200, "")
        elif self.path == "/execution-parameters":
            limits = {
                "MaxConcurrentTransforms": os.cpu_count() or 1,
                "BatchStrategy": "MULTI_RECORD",
                "MaxPayloadInMB": 6,
            }
            self.reply(200, json.dumps(limits), "application/json")
        else:
            self.reply(404, "there are /ping, /execution-parameters and /invocations\n")

    def do_POST(self):
        length = self.headers.get("Content-Length", "")
        if not length.isdigit() or int(length) > LARGEST_REQUEST:
            # What follows is not read, so the connection cannot go on.
            self.close_connection = True
            return self.reply(411 if not length.isdigit() else 413, "how long is the request?\n")
        body = self.rfile.read(int(length))
        if self.path != "/invocations":
            return self.reply(404, "requests go to /invocations\n")
        try:
            self.reply(200, answers(self.model, body), "application/jsonlines")
        except ValueError as fault:
            self.reply(400, f"{fault}\n")

    def reply(self, status, text, kind="text/plain; charset=utf-8"):
        data = text.encode("utf-8")
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_request(self, code="-", size="-"):
        """Only faults are worth a line."""
        if str(code) >= "400":
            super().log_request(code, size)


def stop(signum, frame):
    sys.exit(0)


def serve():
    """The program `serve`: loads the model, then answers until SIGTERM."""
    signal.signal(signal.SIGTERM, stop)
    Handler.model = classifier.Classifier(MODEL)
    # In a container the outside must reach it, on one's own machine nobody else may.
    host = "0.0.0.0" if ROOT == "/opt/ml" else "127.0.0.1"
    port = int(os.environ.get("SAGEMAKER_BIND_TO_PORT", "8080"))
    server = http.server.ThreadingHTTPServer((host, port), Handler)
    server.daemon_threads = True
    # Python would wait for idle connections on its way out.
    server.block_on_close = False
    print(f"listening on {host}:{port}", file=sys.stderr, flush=True)
    server.serve_forever()
