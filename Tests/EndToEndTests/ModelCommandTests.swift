import Foundation
import Subprocess
import TestSupport
import Testing

@Suite("winnow model")
struct ModelCommandTests {
  private static let labels = SampleHeadlines.folder("templates")
    .appending(path: "news-headlines/label-categories.json").path

  /// Makes two manifests of sample headlines that do not overlap, and a model of the first.
  private func trained(in folder: TemporaryFolder) async throws -> Program.Outcome {
    let rows = try String(contentsOf: SampleHeadlines.file, encoding: .utf8).split(separator: "\n")
    let parts = [("train", rows[..<900], "50%"), ("test", rows[900..<1300], "all")]
    for (name, part, labeled) in parts {
      try folder.write("\(name).csv", part.joined(separator: "\n") + "\n")
      let prepared = try await Program.run(
        "prepare", folder.path("\(name).csv"), "--labels", Self.labels, "--labeled", labeled,
        "--output", folder.path("\(name).manifest"))
      #expect(prepared.succeeded, "\(prepared.errors)")
    }
    return try await Program.run(
      "model", "train", folder.path("train.manifest"), "--labels", Self.labels, "--output",
      folder.path("news.winnow"))
  }

  @Test("A model that is trained, asked and measured on files knows more than chance")
  func whole() async throws {
    let folder = try TemporaryFolder()
    let made = try await trained(in: folder)
    #expect(made.succeeded, "\(made.errors)")
    #expect(made.output.contains("trained on 450 of 900 lines: Business "), "\(made.output)")

    let predicted = try await Program.run(
      "model", "predict", "--model", folder.path("news.winnow"), folder.path("test.manifest"))
    #expect(predicted.succeeded, "\(predicted.errors)")
    #expect(predicted.output.split(separator: "\n").count == 400)

    let evaluated = try await Program.run(
      "model", "evaluate", "--model", folder.path("news.winnow"), folder.path("test.manifest"),
      "--json")
    let json = try JSONSerialization.jsonObject(with: Data(evaluated.output.utf8))
    let report = try #require(json as? [String: Any])
    #expect(report["lines"] as? Int == 400)
    let accuracy = try #require(report["accuracy"] as? Double)
    #expect(accuracy > 0.6)
    #expect((report["reliability"] as? [[String: Double]])?.count == 15)
    // The same number comes out of the predictions.
    let gold = try folder.read("test.manifest").split(separator: "\n").map { line in
      try JSONDecoder().decode(Line.self, from: Data(line.utf8)).category
    }
    let best = try predicted.output.split(separator: "\n").map { line in
      try JSONDecoder().decode(Answer.self, from: Data(line.utf8)).label[0]
    }
    let right = zip(gold, best).count { "__label__\($0)" == $1 }
    #expect(abs(Double(right) / 400 - accuracy) < 1e-9)

    let text = try await Program.run(
      "model", "evaluate", "--model", folder.path("news.winnow"), folder.path("test.manifest"))
    #expect(text.output.contains("macro-F1") && text.output.contains("0.933–1.000"))
  }

  @Test("The same manifest gives the same bytes, with the label file or without")
  func reproducible() async throws {
    let folder = try TemporaryFolder()
    #expect(try await trained(in: folder).succeeded)
    let again = try await Program.run(
      "model", "train", folder.path("train.manifest"), "--output", folder.path("again.winnow"))
    #expect(again.succeeded, "\(again.errors)")
    #expect(
      FileManager.default.contentsEqual(
        atPath: folder.path("news.winnow"), andPath: folder.path("again.winnow")))
  }

  @Test("A damaged, cut or foreign model is refused in words, whatever it is wanted for")
  func damaged() async throws {
    let folder = try TemporaryFolder()
    #expect(try await trained(in: folder).succeeded)
    let bytes = [UInt8](try Data(contentsOf: folder.url.appending(path: "news.winnow")))
    var changed = bytes
    changed[bytes.count / 2] ^= 1
    let models = [
      (try folder.write("changed", changed), "is damaged"),
      (try folder.write("cut", bytes.prefix(5000)), "is damaged"),
      (try folder.write("foreign", "a text"), "is not a model of winnow"),
      (try folder.write("empty", ""), "is not a model of winnow"),
      (folder.path("none"), "no such file"),
    ]
    for (model, words) in models {
      for verb in ["predict", "evaluate"] {
        let outcome = try await Program.run(
          "model", verb, "--model", model, folder.path("test.manifest"))
        #expect(outcome.status == .exited(1))
        #expect(
          outcome.errors.contains(model) && outcome.errors.contains(words), "\(outcome.errors)")
        #expect(outcome.output.isEmpty)
      }
    }
  }

  @Test("What cannot teach a model is refused in words, and nothing is written")
  func nothingToLearn() async throws {
    let folder = try TemporaryFolder()
    let manifests = [
      ("unlabeled", "{\"source\": \"a\"}\n", "no line has a label by people"),
      (
        "one label", "{\"source\": \"a\", \"category\": 0}\n{\"source\": \"b\", \"category\": 0}\n",
        "have the same label"
      ),
      ("by a model", Self.machine, "no line has a label by people"),
      ("no such label", "{\"source\": \"a\", \"category\": 7}\n", ":1: “category” is 7"),
      ("no JSON", "{\"source\": \"a\"}\nx\n", ":2: "),
    ]
    for (name, text, words) in manifests {
      let manifest = try folder.write("\(name).manifest", text)
      let outcome = try await Program.run(
        "model", "train", manifest, "--labels", Self.labels, "--output", folder.path("model"))
      #expect(outcome.status == .exited(1))
      #expect(
        outcome.errors.contains(manifest) && outcome.errors.contains(words), "\(outcome.errors)")
      #expect(!FileManager.default.fileExists(atPath: folder.path("model")))
    }
  }

  @Test("The manifest is not written over by the model")
  func sameFile() async throws {
    let folder = try TemporaryFolder()
    let manifest = try folder.write("m", "{\"source\": \"a\", \"category\": 0}\n")
    let outcome = try await Program.run("model", "train", manifest, "--output", manifest)
    #expect(outcome.status == .exited(1))
    #expect(try folder.read("m").contains("source"))
  }

  @Test("The model that labeled the data is handed over with them, and predicts on its own")
  func handover() async throws {
    let folder = try TemporaryFolder()
    let project = try await Program.project(in: folder, labeled: 120)
    let output = folder.path("out.manifest")
    let early = try await Program.run("export", project, "--partial", "--model", "--output", output)
    #expect(early.status == .exited(1) && early.errors.contains("no round has been published"))
    #expect(!FileManager.default.fileExists(atPath: output))

    try await Program.run("run", project, "--once", "--quiet")
    let done = try await Program.run("export", project, "--partial", "--model", "--output", output)
    #expect(done.succeeded, "\(done.errors)")
    let model = folder.path("model.winnow")
    #expect(done.output.contains("\(model): the model of round 1, trained on 120 labels."))
    // It was told these labels, so that it must know most of them.
    let known = try await Program.run("model", "evaluate", "--model", model, output, "--json")
    let report = try JSONSerialization.jsonObject(with: Data(known.output.utf8)) as? [String: Any]
    #expect(report?["lines"] as? Int == 120)
    #expect((report?["accuracy"] as? Double ?? 0) > 0.9, "\(known.output)")

    let clash = try await Program.run("export", project, "--partial", "--model", "--output", model)
    #expect(clash.status == .exited(1) && clash.errors.contains("another name"))
  }

  @Test("A model of one's own is not taken for the built-in one")
  func ownModel() async throws {
    let folder = try TemporaryFolder()
    let project = try await Program.project(in: folder, labeled: 120)
    try await Program.run("run", project, "--once", "--quiet")
    let job = "\(project)/job.json"
    let text = try String(contentsOfFile: job, encoding: .utf8)
    let end = try #require(text.lastIndex(of: "}"))
    let own = #","ActiveLearning": {"Model": {"Endpoint": "http://127.0.0.1:9/invocations"}}}"#
    try (text[..<end] + own).write(toFile: job, atomically: true, encoding: .utf8)
    let outcome = try await Program.run("export", project, "--partial", "--model")
    #expect(outcome.status == .exited(1) && outcome.errors.contains("which winnow does not train"))
  }

  private static let machine =
    #"{"source": "a", "category": 0, "category-metadata": {"human-annotated": "no"}}"# + "\n"

  private struct Line: Decodable { let category: Int }

  private struct Answer: Decodable { let label: [String] }
}
