import Dataset
import Domain
import Foundation
import TestSupport
import Testing

@testable import ExternalModel

/// Without Python the programs cannot run, and the run says that the test was skipped.
@Suite(.enabled(if: CheckedProgram.hasPython, "python3 is not installed"))
struct CheckerTests {
  @Test(
    "An executable's defect is found by the check that names it, and by no other",
    arguments: [
      ("trains-badly", ContractCheck.Name.training), ("starts-badly", .answers),
      ("first-character", .wholeText), ("first-words", .wholeText), ("last-words", .wholeText),
      ("constant", .wholeText), ("shuffles", .orderKept), ("sorts", .orderKept),
      ("turns-over", .orderKept), ("forgets-a-line", .lineCount), ("adds-a-line", .lineCount),
      ("forgets-late", .manyLines), ("talks", .lineForm), ("unsorted", .likeliestFirst),
      ("unnormalised", .probabilitiesSane), ("percent", .probabilitiesSane),
      ("unknown-label", .labelsKnown), ("changes-its-mind", .sameAnswer),
      ("chokes-on-non-ascii", .unusualText),
      ("dies-of-bad-request", .badRequest), ("ignores-sigterm", .stops),
    ])
  func executable(defect: String, name: ContractCheck.Name) throws {
    let checks = try CheckedProgram.check(.command(["./planted.py", defect]))
    #expect(checks.failed == [name], "\(checks)")
  }

  @Test(
    "A service's defect is found by the check that names it, and by no other",
    arguments: [
      ("first-character", ContractCheck.Name.wholeText), ("shuffles", .orderKept),
      ("unsorted", .likeliestFirst), ("dies-of-bad-request", .badRequest),
      ("ignores-sigterm", .stops),
    ])
  func service(defect: String, name: ContractCheck.Name) throws {
    let checks = try CheckedProgram.check(
      .container(path: "\(CheckedProgram.programs)/service"), hyperparameters: ["defect": defect])
    #expect(checks.failed == [name], "\(checks)")
  }

  @Test("A service that is never ready is found at its first answer, and the rest is skipped")
  func neverReady() throws {
    let checks = try CheckedProgram.check(
      .container(path: "\(CheckedProgram.programs)/service"),
      hyperparameters: ["defect": "never-ready"], seconds: 5)
    #expect(checks.failed == [.answers])
    #expect(checks.skipped.count == 13, "\(checks)")
  }

  @Test(
    "A strategy's defect is found by the check that names it, and by no other",
    arguments: [
      ("chooses-none", ContractCheck.Name.answers), ("unknown-item", .itemsKnown),
      ("twice", .itemsKnown), ("wrong-action", .lineForm), ("changes-its-mind", .sameAnswer),
      ("blind", .probabilitiesUsed), ("dies-of-bad-line", .badRequest),
      ("dies-of-nothing", .noItems), ("ignores-sigterm", .stops),
    ])
  func strategy(defect: String, name: ContractCheck.Name) throws {
    let checks = try CheckedProgram.check(strategy: ["./planted-choice.py", defect])
    #expect(checks.failed == [name], "\(checks)")
  }
}
