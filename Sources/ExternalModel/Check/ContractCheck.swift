/// One thing that the contract asks of a model or a strategy, and whether the candidate does it.
package struct ContractCheck: Sendable, Equatable {
  /// The checks, in the order in which they are made and told.
  package enum Name: String, Sendable, CaseIterable {
    case training = "training"
    case answers = "answers"
    case lineCount = "line count"
    case lineForm = "line form"
    case labelsKnown = "labels known"
    case probabilitiesSane = "probabilities sane"
    case likeliestFirst = "likeliest first"
    case itemsKnown = "items known"
    case sameAnswer = "same input, same answer"
    case orderKept = "order kept"
    case wholeText = "whole text read"
    case probabilitiesUsed = "probabilities used"
    case manyLines = "10,000 lines"
    case time = "time per 1,000 items"
    case unusualText = "empty and non-ASCII text"
    case noItems = "no items"
    case badRequest = "bad request answered"
    case stops = "stops on SIGTERM"
  }

  package enum Outcome: Sendable, Equatable {
    /// Passed, with a figure or a word if there is one to tell.
    case passed(String = "")
    /// What is wrong, where, and what was expected.
    case failed(String)
    /// Not made, and why.
    case skipped(String)
  }

  package let name: Name
  package let outcome: Outcome

  package init(_ name: Name, _ outcome: Outcome) {
    self.name = name
    self.outcome = outcome
  }

  package var isFailed: Bool { if case .failed = outcome { true } else { false } }
}

extension ContractCheck: CustomStringConvertible {
  /// A line for people: `ok    labels known`, `FAIL  order kept: line 3 …`.
  package var description: String {
    switch outcome {
    case .passed(let figure): "ok    \(name.rawValue)" + (figure.isEmpty ? "" : ": \(figure)")
    case .failed(let reason): "FAIL  \(name.rawValue): \(reason)"
    case .skipped(let reason): "skip  \(name.rawValue): \(reason)"
    }
  }
}

/// The checks made so far; it leaves out those that an earlier failure has made meaningless.
final class ContractCheckList {
  private(set) var checks: [ContractCheck] = []
  private var blocked: [ContractCheck.Name: ContractCheck.Name] = [:]
  private let report: (ContractCheck) -> Void

  init(report: @escaping (ContractCheck) -> Void) {
    self.report = report
  }

  /// Whether a check was made and passed.
  func hasPassed(_ name: ContractCheck.Name) -> Bool {
    checks.contains { if case .passed = $0.outcome { $0.name == name } else { false } }
  }

  func isMade(_ name: ContractCheck.Name) -> Bool { checks.contains { $0.name == name } }

  func isBlocked(_ name: ContractCheck.Name) -> Bool { blocked[name] != nil }

  /// Makes a check, unless one that it needs has failed or could not be made for that reason.
  ///
  /// What `body` throws is the reason of the failure.
  func check(
    _ name: ContractCheck.Name, needs: [ContractCheck.Name] = [],
    _ body: () throws -> ContractCheck.Outcome
  ) {
    if let cause = needs.lazy.compactMap({ [blocked] in blocked[$0] }).first {
      blocked[name] = cause
      return add(name, .skipped("“\(cause.rawValue)” failed"))
    }
    do {
      add(name, try body())
    } catch {
      add(name, .failed("\(error)"))
    }
  }

  private func add(_ name: ContractCheck.Name, _ outcome: ContractCheck.Outcome) {
    let check = ContractCheck(name, outcome)
    checks.append(check)
    if check.isFailed { blocked[name] = name }
    report(check)
  }
}
