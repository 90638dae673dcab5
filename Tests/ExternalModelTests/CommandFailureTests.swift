import Dataset
import Domain
import Foundation
import Learning
import TestSupport
import Testing

@testable import ExternalModel

@Suite(.enabled(if: ModelFixture.hasPython, "python3 is missing"))
struct CommandFailureTests {
  /// A program, and words that its failure must have.
  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let script: String
    let words: [String]
  }

  static let good = #"'{"prob": [0.7, 0.3], "label": ["Business", "Entertainment"]}\n'"#

  static let cases: [Case] = [
    Case(
      testDescription: "It crashes",
      script: "import sys; sys.stderr.write('no such\\x1b[2Jthing\\n'); sys.exit(3)",
      words: ["predict ended with code 3", "it said: no such⟨1b⟩[2Jthing", "predict.log)"]),
    Case(
      testDescription: "It is ended by a signal",
      script: "import os; os.kill(os.getpid(), 11)", words: ["predict was ended by signal 11"]),
    Case(
      testDescription: "It says nothing", script: "import sys; sys.stdin.read()",
      words: ["predict: it answered 0 of 3 lines"]),
    Case(
      testDescription: "It ends in the middle of a line",
      script: "import sys; sys.stdout.write(\(good) + '{\"prob\": [0.7,')",
      words: ["predict: line 2 of its answers: the JSON ends in the middle", #"{"prob": [0.7,"#]),
    Case(
      testDescription: "It answers too few lines",
      script: "import sys; sys.stdout.write(2 * \(good))", words: ["2 of 3 lines"]),
    Case(
      testDescription: "It answers too many lines",
      script: "import sys\nwhile True: sys.stdout.write(\(good))",
      words: ["more lines than the 3"]),
    Case(
      testDescription: "It answers NaN",
      script: "print('{\"prob\": [NaN], \"label\": [0]}')",
      words: ["line 1 of its answers: a probability is not a finite number"]),
    Case(
      testDescription: "It answers a label that the job has not",
      script: "print('{\"prob\": [1.0], \"label\": [\"Sport\"]}')",
      words: ["line 1 of its answers: the job has no label “Sport”"]),
    Case(
      testDescription: "It answers without an end",
      script: "import sys\nwhile True: sys.stdout.write('x' * 65536)",
      words: ["line 1 of its answers: longer than"]),
    Case(
      testDescription: "It does not read", script: "import sys; sys.stdin.close()",
      words: ["0 of 3 lines"]),
  ]

  @Test("A command's failure is described with its reason and its output", arguments: cases)
  func failures(wrong: Case) throws {
    let fixture = try ModelFixture()
    let model = try fixture.command(wrong.script)
    let failure = #expect(throws: ModelFailure.self) {
      try model.predict(["a", "b", "c"], from: fixture.work)
    }
    for words in wrong.words {
      #expect(failure?.description.contains(words) == true, "\(failure?.description ?? "")")
    }
  }

  @Test("A command that hangs is ended, also if it ignores SIGTERM", arguments: [true, false])
  func hang(ignores: Bool) throws {
    let fixture = try ModelFixture()
    var model = try fixture.command(
      """
      import os, signal, time
      if \(ignores ? "True" : "False"): signal.signal(signal.SIGTERM, signal.SIG_IGN)
      open("pid", "w").write(str(os.getpid()))
      time.sleep(1000)
      """)
    model.settings.limits.seconds = 2
    let failure = #expect(throws: ModelFailure.self) {
      try model.train(ModelFixture.data, in: fixture.work)
    }
    #expect(failure?.reason.hasPrefix("train made no progress for 2 s") == true)
    #expect(failure?.reason.contains("TimeoutSeconds") == true)
    #expect(try fixture.isGone("pid"))
  }

  @Test("The log of endless output keeps its beginning and its end")
  func flood() throws {
    let fixture = try ModelFixture()
    var model = try fixture.command(
      """
      import sys
      sys.stderr.write("the beginning\\n")
      while True: sys.stderr.write("x" * 1000 + "\\n")
      """)
    model.settings.limits.seconds = 1.5
    let failure = #expect(throws: ModelFailure.self) {
      try model.predict(["a"], from: fixture.work)
    }
    #expect(failure?.lastLines.isEmpty == false)
    let log = try fixture.folder.read("work/predict.log")
    #expect(log.hasPrefix("the beginning\nxxx"))
    #expect(log.contains("bytes left out"))
    #expect(log.utf8.count < 1 << 20)
  }

  @Test(
    "Processes that a command leaves behind are ended, in its session or in another one",
    arguments: [false, true])
  func leftovers(ownSession: Bool) throws {
    let fixture = try ModelFixture()
    let model = try fixture.command(
      Scripts.answer + """
        import subprocess
        child = subprocess.Popen(["sleep", "1000"], start_new_session=\(ownSession ? "True" : "False"))
        open("pid", "w").write(str(child.pid))
        for line in sys.stdin: print(answer(line))
        """)
    #expect(try model.predict(["a", "bc"], from: fixture.work).bestLabels == [1, 2])
    #expect(try fixture.isGone("pid"))
  }

  @Test("A command over its memory limit fails with the limit in the message")
  func memory() throws {
    let fixture = try ModelFixture()
    let model = try fixture.command("x = bytearray(1 << 30)") { $0.memoryLimitMB = 512 }
    let failure = #expect(throws: ModelFailure.self) {
      try model.predict(["a"], from: fixture.work)
    }
    #expect(failure?.description.contains("its MemoryLimitMB is 512") == true)
    #expect(failure?.description.contains("MemoryError") == true)
  }

  @Test("A command is ended when the disk is nearly full")
  func fullDisk() throws {
    let fixture = try ModelFixture()
    var model = try fixture.command("import time; time.sleep(1000)")
    model.settings.limits.reserve = .max
    let failure = #expect(throws: ModelFailure.self) {
      try model.train(ModelFixture.data, in: fixture.work)
    }
    #expect(failure?.reason.contains("the disk is nearly full") == true)
  }

  @Test("A program that is missing or not executable is reported before anything is started")
  func programs() throws {
    let fixture = try ModelFixture()
    try fixture.folder.write("plain", "print(1)")
    for (name, words) in [
      ("./none", "there is no program ./none in"), ("./plain", "chmod +x ./plain"),
      ("./work", "is a folder"), ("winnow-no-such-program", "on the PATH"), ("", "has no program"),
    ] {
      try FileManager.default.createDirectory(
        atPath: fixture.work, withIntermediateDirectories: true)
      let failure = #expect(throws: ModelFailure.self) {
        try fixture.model(.command([name])).train(ModelFixture.data, in: fixture.work)
      }
      #expect(failure?.reason.contains(words) == true, "\(failure?.reason ?? "")")
    }
  }

  @Test("A command sees only those of the lead's variables that programs need")
  func environment() {
    let seen = ProgramEnvironment.base(of: [
      "PATH": "/bin", "LC_ALL": "C", "PYTHONPATH": "/x", "AWS_SECRET_ACCESS_KEY": "s",
      "GITHUB_TOKEN": "t",
    ])
    #expect(
      seen == ["PATH": "/bin", "LC_ALL": "C", "PYTHONPATH": "/x", "PYTHONUNBUFFERED": "1"])
  }

  @Test("A command's raw answer comes back unchanged, with its exit code")
  func raw() throws {
    let fixture = try ModelFixture()
    let model = try fixture.command(
      "import sys; sys.stdout.buffer.write(sys.stdin.buffer.read()); sys.exit(7)")
    let reply = try model.withService(from: fixture.work) { try $0.sendRaw([0xFF, 0x0A, 0x00]) }
    #expect(reply == RawReply(status: 7, body: [0xFF, 0x0A, 0x00]))
  }
}
