import Dataset
import Domain
import Foundation
import TestSupport
import Testing

@testable import ExternalModel

/// Programs of the templates and of `Programs`, and the checks made of them.
enum CheckedProgram {
  static let templates = SampleHeadlines.folder("templates/models").path
  static let programs = SampleHeadlines.folder("Tests/ExternalModelTests/Programs").path

  /// Whether this machine has Python.
  static let hasPython = runs("import json")
  /// Whether its Python has fastText.
  static let hasFastText = runs("import fasttext")

  private static func runs(_ script: String) -> Bool {
    do {
      let program = try ProgramPath.resolve("python3", from: "/")
      let limits = ProgramLimits(seconds: 60, graceSeconds: 1)
      let call = ProgramCall(
        name: "python3", program: program, arguments: ["-c", script],
        environment: ProgramEnvironment.base(), folder: "/", limits: limits, log: nil)
      return try ProgramRun.perform(call).ending == .exited(0)
    } catch {
      return false
    }
  }

  /// Makes all checks of a model, with a quick end for one that does not want to.
  static func check(
    _ kind: ActiveLearning.Model.Kind, hyperparameters: [String: String] = [:],
    seconds: Int = 120
  ) throws -> [ContractCheck] {
    let folder = try TemporaryFolder()
    var model = ActiveLearning.Model()
    model.kind = kind
    model.hyperparameters = hyperparameters
    model.timeoutSeconds = seconds
    let lines = CheckLines.builtIn
    var backend = try #require(
      model.backend(labels: lines.labels, jobName: "check", home: programs))
    backend.settings.limits.graceSeconds = 2
    return ModelChecker.run(backend, lines: lines, in: folder.path("work"))
  }

  /// Makes all checks of a strategy.
  static func check(strategy command: [String]) throws -> [ContractCheck] {
    let folder = try TemporaryFolder()
    var limits = ModelLimits(ActiveLearning.Model())
    limits.graceSeconds = 2
    return try StrategyChecker.run(
      command, home: programs, in: folder.path("work"), limits: limits)
  }
}

extension [ContractCheck] {
  /// The names of the checks that failed.
  var failed: [ContractCheck.Name] { filter(\.isFailed).map(\.name) }

  /// The checks that were not made, as printed.
  var skipped: [String] {
    compactMap { if case .skipped = $0.outcome { "\($0)" } else { nil } }
  }
}
