import Dataset
import Domain
import ExternalModel
import Foundation
import Learning
import TestSupport
import Testing

@Suite(.enabled(if: ModelFixture.hasPython, "python3 is not installed"))
struct ContainerModelTests {
  static let texts = (0..<900).map { String(repeating: "x", count: $0 % 37) }

  @Test("A container's train finds files, configuration and channels where SageMaker has them")
  func train() throws {
    let fixture = try ModelFixture()
    let model = try fixture.container(train: Scripts.train, serve: "") {
      $0.hyperparameters = ["epochs": "3"]
    }
    try model.train(ModelFixture.data, in: fixture.work)
    let note = try fixture.folder.read("work/ml/model/note.json")
    #expect(note.contains(#""counts": [8, 8, 8, 1, 1, 1]"#))
    #expect(note.contains(#""hyperparameters": {"epochs": "3"}"#))
    #expect(note.contains(#""TrainingInputMode": "File""#))
    #expect(note.contains(#""current_host": "algo-1""#))
    #expect(note.contains(#""channel": ["train-manifest"]"#))
  }

  @Test("A container is asked in requests of many lines, and the order is kept")
  func multiRecord() throws {
    let fixture = try ModelFixture()
    let model = try fixture.container(serve: Scripts.serve + "run()")
    let rows = try model.predict(Self.texts, from: fixture.work)
    #expect(rows.bestLabels == Self.texts.map { $0.count % 4 })
    #expect(try fixture.folder.read("box/requests") == "900 application/jsonlines\n")
  }

  @Test("A container is asked line by line if the job says so")
  func singleRecord() throws {
    let fixture = try ModelFixture()
    let model = try fixture.container(serve: Scripts.serve + "run()") {
      $0.batchStrategy = .singleRecord
    }
    let rows = try model.predict(Array(Self.texts.prefix(60)), from: fixture.work)
    #expect(rows.bestLabels == Self.texts.prefix(60).map { $0.count % 4 })
    let requests = try fixture.folder.read("box/requests").split(separator: "\n")
    #expect(requests.count == 60 && Set(requests) == ["1 application/jsonlines"])
  }

  @Test("A service with one thread that keeps its connection is asked without waiting")
  func oneThread() throws {
    let fixture = try ModelFixture()
    let script = Scripts.serve.replacing("ThreadingHTTPServer", with: "HTTPServer")
    let model = try fixture.container(serve: script + "run()") { $0.timeoutSeconds = 20 }
    let texts = (0..<6000).map { String(repeating: "x", count: $0 % 37) }
    let progress = ProgressLog()
    let rows = try model.predict(texts, from: fixture.work) { progress.add($0) }
    #expect(rows.bestLabels == texts.map { $0.count % 4 })
    #expect(progress.counts.count > 1 && progress.counts.last == 6000)
  }

  @Test("Concurrent requests are sent where the service asks for them, and the order is kept")
  func severalAtOnce() throws {
    let fixture = try ModelFixture()
    let model = try fixture.container(
      serve: Scripts.serve + """
        import threading, time
        parameters = {"MaxConcurrentTransforms": 3}
        both = threading.Barrier(2)
        seen = []
        def fault(handler, lines):
            seen.append(1)
            # The first one is answered only when a second one is there, and after it.
            if len(seen) <= 2:
                if both.wait(30) == 0: time.sleep(0.2)
        run()
        """
    ) { $0.batchStrategy = .singleRecord }
    let texts = Array(Self.texts.prefix(20))
    #expect(
      try model.predict(texts, from: fixture.work).bestLabels == texts.map { $0.count % 4 })
  }

  @Test("One start of a service answers several calls; its end after SIGTERM is measured")
  func service() throws {
    let fixture = try ModelFixture()
    let model = try fixture.container(serve: Scripts.serve + "run()")
    let reply = try model.withService(from: fixture.work) { connection in
      #expect(try connection.predict(["ab"]).bestLabels == [2])
      #expect(try connection.predict(["abc"]).bestLabels == [3])
      return try connection.sendRaw(Array(#"{"source": "", "k": 4}"#.utf8))
    }
    #expect(reply.status == 200)
    #expect(String(decoding: reply.body, as: UTF8.self).hasPrefix(#"{"prob": [0.7"#))
    let end = try model.stop(asking: Array(#"{"source": "", "k": 4}"#.utf8), from: fixture.work)
    #expect(end?.ignoredTerminate == false)
  }
}
