import Dataset
import Domain
import Foundation
import Learning
import TestSupport
import Testing

@testable import ExternalModel

/// A folder with a user's programs in it, and a model that is one of them.
struct ModelFixture {
  static let labels = ["Business", "Entertainment", "Health & Medicine", "Science and Technology"]
  static let hasPython =
    ["/usr/bin", "/usr/local/bin"].contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/python3")
    } || environmentHasPython

  private static var environmentHasPython: Bool {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/python3")
    }
  }

  let folder: TemporaryFolder
  /// Where the model reads and writes.
  var work: String { folder.path("work") }

  init() throws { folder = try TemporaryFolder() }

  /// Writes an executable file.
  ///
  /// A child writes it: a file that this process has open, if only for a moment, is busy for the
  /// programs that other tests start at that moment, and cannot be executed.
  func write(_ name: String, _ text: String) throws {
    let source = try folder.write("source", text)
    let call = ProgramCall(
      name: "install", program: "/usr/bin/install",
      arguments: ["-D", "-m", "755", source, folder.path(name)], environment: [:],
      folder: folder.url.path, limits: ProgramLimits(seconds: 60, graceSeconds: 1), log: nil)
    let outcome = try ProgramRun.perform(call)
    try #require(outcome.failure(of: call) == nil)
  }

  /// A model as the job names it, with a quick end for those that do not behave.
  func model(
    _ kind: ActiveLearning.Model.Kind, change: (inout ActiveLearning.Model) -> Void = { _ in }
  ) throws -> any ModelBackend {
    var settings = ActiveLearning.Model()
    settings.kind = kind
    settings.timeoutSeconds = 60
    change(&settings)
    var model = try #require(
      settings.backend(
        labels: Self.labels, jobName: "labeling-job/test", home: folder.url.path))
    model.settings.limits.graceSeconds = 0.3
    model.settings.limits.trainingGraceSeconds = 0.3
    model.settings.limits.backoffSeconds = 0.01
    return model
  }

  /// A command's model that is this Python program.
  func command(
    _ script: String, change: (inout ActiveLearning.Model) -> Void = { _ in }
  ) throws -> any ModelBackend {
    try write("model.py", "#!/usr/bin/env python3\n" + script)
    return try model(.command(["./model.py"]), change: change)
  }

  /// A container's model with these two Python programs.
  func container(
    train: String = "", serve: String, change: (inout ActiveLearning.Model) -> Void = { _ in }
  ) throws -> any ModelBackend {
    try write("box/train", "#!/usr/bin/env python3\n" + train)
    try write("box/serve", "#!/usr/bin/env python3\n" + serve)
    return try model(.container(path: "./box"), change: change)
  }

  /// Whether the process whose number a program wrote into a file has ended.
  func isGone(_ file: String) throws -> Bool {
    let identifier = try #require(pid_t(folder.read(file)))
    // Whoever adopts it may take a moment to notice.
    for _ in 0..<200 {
      guard kill(identifier, 0) == 0 else { return true }
      let state = try? String(contentsOfFile: "/proc/\(identifier)/stat", encoding: .utf8)
      if state?.contains(") Z ") ?? true { return true }
      Thread.sleep(forTimeInterval: 0.01)
    }
    return false
  }

  /// Lines as the loop gives them for training.
  static let data = TrainingData(
    train: (0..<8).map { Array(#"{"source": "text \#($0)", "category": \#($0 % 4)}"#.utf8) },
    validation: [Array(#"{"source": "held back", "category": 1}"#.utf8)])
}

/// Small programs that keep the contracts.
enum Scripts {
  /// Answers 0.7 for the class that the text's length names, and 0.1 for the others.
  static let answer = """
    import json, os, sys
    def answer(line):
        request = json.loads(line)
        best = len(request["source"]) % request["k"]
        order = [best] + [c for c in range(request["k"]) if c != best]
        return json.dumps({"prob": [0.7, 0.1, 0.1, 0.1],
                           "label": ["__label__%d" % c for c in order]})

    """

  /// Notes what it was trained with, and needs the note to predict.
  static let command =
    answer + """
      options = dict(zip(sys.argv[2::2], sys.argv[3::2]))
      note = os.path.join(options["--model"], "note.json")
      if sys.argv[1] == "train":
          print("training")
          json.dump({"train": len(open(options["--data"]).readlines()),
                     "validation": len(open(options["--validation"]).readlines()),
                     "hyperparameters": json.loads(os.environ["SM_HPS"]),
                     "epochs": os.environ.get("SM_HP_EPOCHS"),
                     "job": os.environ["TRAINING_JOB_NAME"],
                     "secret": os.environ.get("WINNOW_TEST_SECRET"),
                     "folder": os.getcwd()}, open(note, "w"))
      else:
          open(note).close()
          for line in sys.stdin:
              print(answer(line), flush=False)

      """

  /// A server that answers with `answer` and has a place for faults: `fault(handler, body)`.
  static let serve =
    answer + """
      from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
      def fault(handler, lines): return None
      parameters = None
      class Handler(BaseHTTPRequestHandler):
          protocol_version = "HTTP/1.1"
          def reply(self, status, body):
              self.send_response(status)
              self.send_header("Content-Length", str(len(body)))
              self.end_headers()
              self.wfile.write(body)
          def do_GET(self):
              if self.path == "/ping": return self.reply(200, b"")
              if parameters and self.path == "/execution-parameters":
                  return self.reply(200, json.dumps(parameters).encode())
              self.reply(404, b"")
          def do_POST(self):
              body = self.rfile.read(int(self.headers["Content-Length"]))
              lines = body.decode().splitlines()
              with open("requests", "a") as log:
                  log.write("%d %s\\n" % (len(lines), self.headers["Content-Type"]))
              if fault(self, lines): return
              text = "".join(answer(line) + "\\n" for line in lines)
              self.reply(200, text.encode())
          def log_message(self, *arguments): pass
      def run():
          port = int(os.environ.get("SAGEMAKER_BIND_TO_PORT", "0"))
          server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
          server.serve_forever()

      """

  /// Looks for its data where the sample's container does.
  static let train = """
    import json, os, sys
    base = os.environ["SAGEMAKER_BASE_DIR"]
    data = os.path.join(base, "input", "data")
    found = [os.path.join(data, place, name + "-manifest")
             for name in ("train", "validation") for place in ("", "training", name)]
    counts = [len(open(path).readlines()) for path in found]
    config = os.path.join(base, "input", "config")
    json.dump({"counts": counts,
               "hyperparameters": json.load(open(os.path.join(config, "hyperparameters.json"))),
               "channels": json.load(open(os.path.join(config, "inputdataconfig.json"))),
               "resources": json.load(open(os.path.join(config, "resourceconfig.json"))),
               "channel": os.listdir(os.environ["SM_CHANNEL_TRAIN"])},
              open(os.path.join(os.environ["SM_MODEL_DIR"], "note.json"), "w"))

    """
}
