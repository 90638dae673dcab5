import Foundation
import Learning
import TestSupport
import Testing

@testable import BuiltInService

struct ModelContainerTests {
  private let folder: TemporaryFolder
  private let container: ModelContainer

  init() throws {
    folder = try TemporaryFolder()
    for name in ["input/config", "input/data/train", "input/data/validation"] {
      try FileManager.default.createDirectory(
        atPath: folder.path(name), withIntermediateDirectories: true)
    }
    container = ModelContainer(
      environment: ["SM_CHANNEL_TRAIN": folder.path("input/data/train"), "SM_MODEL_DIR": ""])
  }

  private func lines(_ range: Range<Int>, attribute: String = "category") throws -> String {
    let headlines = try SampleHeadlines(count: range.upperBound)
    return try range.map { row in
      let object: [String: Any] = [
        "source": headlines.texts[row], attribute: headlines.labels[row],
      ]
      return String(decoding: try JSONSerialization.data(withJSONObject: object), as: UTF8.self)
    }.joined(separator: "\n") + "\n"
  }

  @Test("A container trains on all files of its channel, and evaluates on the validation channel")
  func trains() throws {
    try folder.write("input/data/train/a", try lines(0..<150))
    try folder.write("input/data/train/b", try lines(150..<300))
    try folder.write("input/data/train/.hidden", "no JSON")
    try folder.write("input/data/validation/validation-manifest", try lines(300..<400))
    try folder.write(
      "input/config/hyperparameters.json",
      #"{"labels": "[\"Business\", \"Fun\", \"Health, Medicine\", \"Science\"]", "epochs": "5"}"#)
    let outcome = try container.train()
    #expect(outcome.training.labeled == 300)
    #expect(outcome.validation?.count == 100)
    let model = try ModelFile.read(folder.path("model"))
    #expect(model.labels == ["Business", "Fun", "Health, Medicine", "Science"])
    #expect(try folder.contents == ["input", "model"])
  }

  @Test("Without hyperparameters a container's labels are those of the lines")
  func bare() throws {
    let named = #"{"source": "x", "category": 1, "category-metadata": {"class-name": "Film"}}"#
    try folder.write("input/data/train/train-manifest", try lines(0..<200) + named + "\n")
    let model = try container.train().training.model
    #expect(model.labels == ["__label__0", "Film", "__label__2", "__label__3"])
  }

  @Test("A container takes the attribute and comma-separated labels from its hyperparameters")
  func wishes() throws {
    try folder.write("input/data/train/m", try lines(0..<100, attribute: "topic"))
    try folder.write(
      "input/config/hyperparameters.json", #"{"attribute": "topic", "labels": "a, b,c,d"}"#)
    #expect(try container.train().training.model.labels == ["a", "b", "c", "d"])
  }

  @Test(
    "The reason of a failed training is in the file that the contract names",
    arguments: [
      ("", "{}", "no file of augmented-manifest lines"),
      ("{\"source\": \"a\"}\n", "{}", "no line has a label by people"),
      ("x\n", "{}", "train/m:1: "),
      ("{\"source\": \"a\", \"category\": 5}\n", #"{"labels": "a,b"}"#, "“category” is 5"),
      ("{\"source\": \"a\"}\n", #"{"labels": "a"}"#, "hyperparameters.json: “labels”"),
      ("{\"source\": \"a\"}\n", #"{"labels": "a,a"}"#, "each once"),
      ("{\"source\": \"a\"}\n", #"{"seed": "x"}"#, "“seed” must be"),
      ("{\"source\": \"a\"}\n", #"{"attribute": "a b"}"#, "“attribute” must be"),
      ("{\"source\": \"a\"}\n", "[]", "hyperparameters.json:1: "),
    ])
  func fails(manifest: String, hyperparameters: String, words: String) throws {
    if !manifest.isEmpty { try folder.write("input/data/train/m", manifest) }
    try folder.write("input/config/hyperparameters.json", hyperparameters)
    #expect(throws: (any Error).self) { try container.train() }
    let failure = try folder.read("output/failure")
    #expect(failure.contains(words), "\(failure)")
    #expect(!FileManager.default.fileExists(atPath: folder.path("model")))
  }

  @Test("A container's folders come from the environment, or from SageMaker's tree")
  func places() {
    let bare = ModelContainer(environment: [:])
    #expect(bare.modelFolder == "/opt/ml/model" && bare.hasDefaultFolder && bare.port == nil)
    let told = ModelContainer(environment: [
      "SM_MODEL_DIR": "/x/m", "SAGEMAKER_BIND_TO_PORT": "9000", "SAGEMAKER_MAX_PAYLOAD_IN_MB": "20",
    ])
    #expect(told.modelFolder == "/x/m" && !told.hasDefaultFolder)
    #expect(told.port == 9000 && told.maxPayloadInMB == 20)
    let wrong = ModelContainer(environment: [
      "SAGEMAKER_BIND_TO_PORT": "70000", "SAGEMAKER_MAX_PAYLOAD_IN_MB": "-1",
    ])
    #expect(wrong.port == nil && wrong.maxPayloadInMB == nil)
  }
}
