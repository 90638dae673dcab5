import Dataset
import Domain
import ExternalModel
import Foundation
import Learning
import TestSupport
import Testing

@Suite(.enabled(if: ModelFixture.hasPython, "python3 is missing"))
struct ContainerFailureTests {
  private func failure(
    _ fixture: ModelFixture, _ model: any ModelBackend, _ texts: [String] = ["a", "b", "c"]
  ) -> String {
    let failure = #expect(throws: ModelFailure.self) {
      try model.predict(texts, from: fixture.work)
    }
    return failure?.description ?? ""
  }

  @Test("The first 1,024 characters of a training's failure file are reported")
  func trainingReason() throws {
    let fixture = try ModelFixture()
    let model = try fixture.container(
      train: """
        import os, sys
        with open(os.path.join(os.environ["SM_OUTPUT_DIR"], "failure"), "w") as file:
            file.write("too few examples " + "x" * 2000)
        sys.exit(1)
        """, serve: "")
    let failure = #expect(throws: ModelFailure.self) {
      try model.train(ModelFixture.data, in: fixture.work)
    }
    let reason = failure?.reason ?? ""
    #expect(reason.hasPrefix("train ended with code 1; its output/failure says: too few examples"))
    #expect(reason.hasSuffix(String(repeating: "x", count: 1007) + "…"))
  }

  @Test("A container that needs Pipe mode is refused, by its settings or by its output")
  func pipeMode() throws {
    let fixture = try ModelFixture()
    let asks = try fixture.container(train: "", serve: "") {
      $0.hyperparameters = ["training_input_mode": "Pipe"]
    }
    let refusal = #expect(throws: ModelFailure.self) {
      try asks.train(ModelFixture.data, in: fixture.work)
    }
    #expect(refusal?.reason.contains("asks for Pipe mode, but channels are files here") == true)
    let looks = try fixture.container(
      train: "import os; open(os.environ['SM_CHANNEL_TRAIN'] + '_0')", serve: "")
    let failure = #expect(throws: ModelFailure.self) {
      try looks.train(ModelFixture.data, in: fixture.work)
    }
    #expect(failure?.reason.contains("it seems to need Pipe mode") == true)
  }

  @Test("A serve that ends before it answers is reported with its exit code")
  func endsEarly() throws {
    let fixture = try ModelFixture()
    let model = try fixture.container(serve: "raise ValueError('no model')")
    let text = failure(fixture, model)
    #expect(text.hasPrefix("serve ended with code 1"))
    #expect(text.contains("ValueError: no model"))
  }

  @Test("A serve that never answers the ping is reported with the last status")
  func noPing() throws {
    let fixture = try ModelFixture()
    var model = try fixture.container(serve: "import time; time.sleep(1000)")
    model.settings.limits.seconds = 1
    #expect(failure(fixture, model).contains("did not answer GET /ping with 200"))
  }

  @Test("A serve whose port is taken is started again on another one")
  func portTaken() throws {
    let fixture = try ModelFixture()
    let model = try fixture.container(
      serve: Scripts.serve + """
        with open("ports", "a") as file: file.write(os.environ["SAGEMAKER_BIND_TO_PORT"] + "\\n")
        if len(open("ports").readlines()) < 2: sys.exit("OSError: Address already in use")
        run()
        """)
    #expect(try model.predict(["ab"], from: fixture.work).bestLabels == [2])
    #expect(Set(try fixture.folder.read("box/ports").split(separator: "\n")).count == 2)
  }

  @Test("A serve whose ports are always taken is given up")
  func portsTaken() throws {
    let fixture = try ModelFixture()
    let model = try fixture.container(
      serve: "import sys; sys.exit('OSError: [Errno 98] Address already in use')")
    #expect(failure(fixture, model).contains("Address already in use"))
  }

  @Test("A serve that ends during a request is reported with its output")
  func endsLater() throws {
    let fixture = try ModelFixture()
    let model = try fixture.container(
      serve: Scripts.serve + """
        def fault(handler, lines):
            sys.stderr.write("out of luck\\n")
            os._exit(9)
        run()
        """)
    let text = failure(fixture, model)
    #expect(text.hasPrefix("serve ended with code 9"))
    #expect(text.contains("out of luck"))
  }

  @Test("Only the request that failed is repeated")
  func retries() throws {
    let fixture = try ModelFixture()
    let model = try fixture.container(
      serve: Scripts.serve + """
        seen = []
        def fault(handler, lines):
            if "bad" not in lines[0]: return None
            seen.append(1)
            if len(seen) > 2: return None
            handler.reply(500, b"not yet")
            return True
        run()
        """
    ) { $0.batchStrategy = .singleRecord }
    let rows = try model.predict(["a", "bad", "abcd"], from: fixture.work)
    #expect(rows.bestLabels == [1, 3, 0])
    #expect(try fixture.folder.read("box/requests").split(separator: "\n").count == 5)
  }

  /// What a service does instead of answering, the words for it, and how often it is asked.
  static let faults: [(String, String, Int)] = [
    ("handler.reply(500, b'broken \\x1b')", "status 500: broken ⟨1b⟩, 4 times", 4),
    ("handler.reply(400, b'what')", "status 400: what", 1),
    ("handler.reply(302, b'')", "status 302", 1),
    ("handler.reply(200, b'')", "it answered 0 of 3 lines", 1),
    ("handler.reply(200, b'{}\\n' * 3)", "line 1 of its answers: “prob” is missing: {}", 1),
    ("handler.reply(200, b'x' * (1 << 24))", "it answered more than", 1),
    ("import time; time.sleep(1000)", "did not answer within 8 s", 1),
  ]

  @Test("A service's wrong answers are reported", arguments: faults)
  func wrongAnswers(action: String, words: String, count: Int) throws {
    let fixture = try ModelFixture()
    var model = try fixture.container(
      serve: Scripts.serve + "def fault(handler, lines): \(action); return True\nrun()")
    // Enough for a busy machine to start it.
    if action.contains("sleep") { model.settings.limits.seconds = 8 }
    let text = failure(fixture, model)
    #expect(text.contains(words), "\(text)")
    #expect(try fixture.folder.read("box/requests").split(separator: "\n").count == count)
  }

  @Test("A service's execution parameters are followed within the job's limits")
  func executionParameters() throws {
    let fixture = try ModelFixture()
    let model = try fixture.container(
      serve: Scripts.serve + """
        parameters = {"MaxConcurrentTransforms": 1, "BatchStrategy": "SINGLE_RECORD",
                      "MaxPayloadInMB": 1}
        run()
        """)
    let rows = try model.predict(["a", "ab", "abc"], from: fixture.work)
    #expect(rows.bestLabels == [1, 2, 3])
    #expect(try fixture.folder.read("box/requests").split(separator: "\n").count == 3)
  }

  @Test("A serve that ignores SIGTERM is killed")
  func ignoresTerminate() throws {
    let fixture = try ModelFixture()
    let model = try fixture.container(
      serve: Scripts.serve + """
        import signal
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        run()
        """)
    let end = try model.stop(asking: Array(#"{"source": "", "k": 4}"#.utf8), from: fixture.work)
    #expect(end?.ignoredTerminate == true)
    #expect((end?.stopSeconds ?? 0) >= 0.3)
  }
}
