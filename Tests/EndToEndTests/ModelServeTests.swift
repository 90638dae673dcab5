import Foundation
import FoundationNetworking
import Subprocess
import TestSupport
import Testing

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

@Suite("winnow model serve")
struct ModelServeTests {
  private static let container = SampleHeadlines.folder("templates")
    .appending(path: "models/built-in").path

  /// Runs a program that serves, gives its address to `ask`, and ends it with SIGTERM.
  private func serving(
    _ program: String, _ arguments: [String] = [], environment: Environment = .inherit,
    _ ask: (String) async throws -> Void
  ) async throws -> TerminationStatus {
    try await Subprocess.run(
      .path(FilePath(program)), arguments: Arguments(arguments), environment: environment,
      input: .none, output: .sequence, error: .discarded
    ) { execution in
      for try await line in execution.standardOutput.strings() {
        try await ask(line.components(separatedBy: ": ")[0])
        try execution.send(signal: .terminate)
        break
      }
    }.terminationStatus
  }

  private func ask(
    _ address: String, _ body: String? = nil
  ) async throws -> (status: Int?, text: String) {
    var request = URLRequest(url: try #require(URL(string: address)))
    if let body {
      request.httpMethod = "POST"
      request.httpBody = Data(body.utf8)
      request.setValue("application/jsonlines", forHTTPHeaderField: "Content-Type")
    }
    let (data, response) = try await URLSession.shared.data(for: request)
    return ((response as? HTTPURLResponse)?.statusCode, String(decoding: data, as: UTF8.self))
  }

  /// Writes a channel's manifest of sample headlines.
  private func write(_ folder: TemporaryFolder, _ name: String, _ rows: Range<Int>) throws {
    let headlines = try SampleHeadlines(count: rows.upperBound)
    let lines = try rows.map { row in
      let object: [String: Any] = [
        "source": headlines.texts[row], "category": headlines.labels[row],
      ]
      return String(decoding: try JSONSerialization.data(withJSONObject: object), as: UTF8.self)
    }
    let place = folder.url.appending(path: name)
    try FileManager.default.createDirectory(
      at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: place)
  }

  @Test("What it serves is what predict writes, and SIGTERM ends it in order")
  func serves() async throws {
    let folder = try TemporaryFolder()
    try write(folder, "m", 0..<300)
    let (manifest, model) = (folder.path("m"), folder.path("news.winnow"))
    let trained = try await Program.run("model", "train", manifest, "--output", model)
    #expect(trained.succeeded, "\(trained.errors)")
    let expected = try await Program.run("model", "predict", "--model", model, manifest).output
    let lines = try folder.read("m")
    let status = try await serving(
      Program.path, ["model", "serve", "--model", model, "--port", "0"]
    ) { address in
      #expect(try await ask("\(address)/ping").status == 200)
      let answer = try await ask("\(address)/invocations", lines)
      #expect(answer.status == 200 && answer.text == expected && !expected.isEmpty)
      #expect(try await ask("\(address)/invocations", "{}").status == 400)
    }
    #expect(status == .exited(0))
  }

  @Test("The container in templates trains in SageMaker's tree and serves what it learnt there")
  func container() async throws {
    let folder = try TemporaryFolder()
    try write(folder, "input/data/train/train-manifest", 0..<300)
    try write(folder, "input/data/validation/validation-manifest", 300..<400)
    let environment = Environment.inherit.updating([
      "WINNOW": Program.path, "SM_CHANNEL_TRAIN": folder.path("input/data/train"),
      "SM_MODEL_DIR": folder.path("model"), "SAGEMAKER_BIND_TO_PORT": "0",
    ])
    let trained = try await Subprocess.run(
      .path(FilePath("\(Self.container)/train")), environment: environment,
      output: .string(limit: 1 << 16), error: .string(limit: 1 << 16))
    #expect(trained.terminationStatus == .exited(0), "\(trained.standardError)")
    #expect(trained.standardOutput.contains("validation: lines=100 accuracy="))
    let status = try await serving("\(Self.container)/serve", environment: environment) { address in
      #expect(address.hasPrefix("http://127.0.0.1:"))
      let parameters = try await ask("\(address)/execution-parameters")
      #expect(parameters.text.contains("\"MaxPayloadInMB\": 6"))
      let answer = try await ask("\(address)/invocations", #"{"source": "Fed rates", "k": 2}"#)
      #expect(answer.status == 200 && answer.text.contains("__label__"))
    }
    #expect(status == .exited(0))
  }

  @Test("A container that has nothing to learn says why in its file and fails")
  func failure() async throws {
    let folder = try TemporaryFolder()
    let environment = Environment.inherit.updating([
      "WINNOW": Program.path, "SM_CHANNEL_TRAIN": folder.path("input/data/train"),
    ])
    let trained = try await Subprocess.run(
      .path(FilePath("\(Self.container)/train")), environment: environment,
      output: .discarded, error: .string(limit: 1 << 16))
    #expect(trained.terminationStatus == .exited(1))
    #expect(trained.standardError.contains("no file of augmented-manifest lines"))
    #expect(try folder.read("output/failure").contains("SM_CHANNEL_TRAIN"))
    let served = try await Program.run("model", "serve", "--model", folder.path("none"))
    #expect(served.status == .exited(1) && served.errors.contains("no such file"))
  }
}
