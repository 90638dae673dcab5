import Dataset
import Domain
import Foundation
import TestSupport
import Testing

@testable import ExternalModel

/// What people copy must work.
struct TemplateModelTests {
  private func expectAllPassed(_ checks: [ContractCheck]) {
    #expect(checks.failed == [], "\(checks)")
    #expect(checks.skipped == [])
  }

  @Test(
    "The naive Bayes executable passes every check",
    .enabled(if: CheckedProgram.hasPython, "python3 is not installed"))
  func naiveBayes() throws {
    expectAllPassed(
      try CheckedProgram.check(.command(["\(CheckedProgram.templates)/naive-bayes/model.py"])))
  }

  @Test("The shell executable passes every check")
  func shell() throws {
    expectAllPassed(
      try CheckedProgram.check(.command(["\(CheckedProgram.templates)/shell/model.sh"])))
  }

  @Test(
    "The container passes every check without a container engine",
    .enabled(if: CheckedProgram.hasPython, "python3 is not installed"))
  func container() throws {
    expectAllPassed(
      try CheckedProgram.check(.container(path: "\(CheckedProgram.templates)/container")))
  }

  @Test(
    "fastText passes every check, as an executable and as train and serve",
    .enabled(
      if: CheckedProgram.hasFastText, "fastText is not installed: pip install fasttext-wheel"),
    arguments: [
      ActiveLearning.Model.Kind.command(["\(CheckedProgram.templates)/fasttext/model.py"]),
      .container(path: "\(CheckedProgram.templates)/fasttext"),
    ])
  func fastText(kind: ActiveLearning.Model.Kind) throws {
    expectAllPassed(try CheckedProgram.check(kind))
  }

  @Test(
    "The strategy passes every check",
    .enabled(if: CheckedProgram.hasPython, "python3 is not installed"))
  func strategy() throws {
    expectAllPassed(
      try CheckedProgram.check(strategy: ["\(CheckedProgram.templates)/strategy/choose"]))
  }

  @Test(
    "What the container and fastText share is the same, so that each folder can be copied alone",
    arguments: ["contract.py", "train", "serve"])
  func copies(name: String) throws {
    let folders = ["container", "fasttext"].map { "\(CheckedProgram.templates)/\($0)/\(name)" }
    #expect(FileManager.default.contentsEqual(atPath: folders[0], andPath: folders[1]))
  }

  @Test("The Dockerfile copies every file of its folder but itself")
  func dockerfile() throws {
    let folder = "\(CheckedProgram.templates)/container"
    let text = try String(contentsOfFile: "\(folder)/Dockerfile", encoding: .utf8)
    let copy = try #require(text.split(separator: "\n").first { $0.hasPrefix("COPY ") })
    let copied = copy.split(separator: " ").dropFirst().dropLast().map(String.init)
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(Set(copied) == Set(files).subtracting(["Dockerfile"]))
  }
}
