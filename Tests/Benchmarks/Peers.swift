import ExternalModel
import Foundation
import Subprocess

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// Other learners, run as children by a Python that has them: see `peers.py` beside this file.
struct Peers {
  /// How good a peer is on a split.
  struct Quality: Decodable {
    let name: String
    let accuracy, macroF1, coverage95, coverage97: Double
  }

  /// What training took: seconds, and MiB at the peak.
  struct Training: Decodable {
    let wall, cpu, memory: Double
  }

  /// What prediction took on one core.
  struct Prediction: Decodable {
    let rows: Double
    /// Without giving the probabilities: only counting which labels are right.
    var counted: Double?
    let memory: Double
  }

  private static let script = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "peers.py").path
  private let python: String

  init(python: String) { self.python = python }

  func quality(train: String, test: String) throws -> [Quality] {
    try lines(["quality", train, test])
  }

  func training(_ file: String, threads: Int) throws -> Training {
    try first(["train", file, "\(threads)"])
  }

  func prediction(_ file: String, texts: String) throws -> Prediction {
    try first(["predict", file, texts])
  }

  private func first<Value: Decodable>(_ arguments: [String]) throws -> Value {
    let values: [Value] = try lines(arguments)
    guard let value = values.first else {
      throw BenchmarkError("peers.py \(arguments[0]) said nothing")
    }
    return value
  }

  private func lines<Value: Decodable>(_ arguments: [String]) throws -> [Value] {
    try Child.output(python, [Self.script] + arguments).split(separator: "\n").map {
      try JSONDecoder().decode(Value.self, from: Data($0.utf8))
    }
  }
}

/// A program that is run to its end.
enum Child {
  /// This very program, for what must be measured in a process of its own.
  static let ourselves = CommandLine.arguments[0]

  /// Returns what it printed; what it complains of goes to our own standard error.
  static func output(_ program: String, _ arguments: [String]) throws -> String {
    try blocking {
      let result = try await Subprocess.run(
        .path(FilePath(program)), arguments: Arguments(arguments),
        output: .string(limit: 1 << 24), error: .string(limit: 1 << 20))
      guard result.terminationStatus == .exited(0) else {
        let name = URL(filePath: program).lastPathComponent
        throw BenchmarkError(
          "\(name) \(arguments.joined(separator: " ")): \(result.standardError)")
      }
      return result.standardOutput
    }
  }

  /// Returns what a child of our own measured of itself.
  static func ourFigures<Value: Decodable>(_ arguments: [String]) throws -> Value {
    let said = try output(ourselves, ["child"] + arguments)
    return try JSONDecoder().decode(Value.self, from: Data(said.utf8))
  }

  /// winnow, which stands beside this program.
  static let program = URL(filePath: ourselves).deletingLastPathComponent()
    .appending(path: "winnow").path

  /// Runs winnow and returns what it printed.
  static func winnow(_ arguments: [String]) throws -> String { try output(program, arguments) }

  static let repository = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
}
