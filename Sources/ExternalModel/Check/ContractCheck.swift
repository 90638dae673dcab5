/// One requirement of the contract for a model or a strategy, and whether it is met.
package struct ContractCheck: Sendable, Equatable {
  /// The checks, in the order in which they are made and printed.
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
    case unusualText = "unusual text"
    case noItems = "no items"
    case badRequest = "bad request answered"
    case stops = "stops on SIGTERM"

    /// Whether a job needs it: a loop never asks for what the other checks ask, and ends a program
    /// that does not stop by itself.
    package var isRequired: Bool {
      switch self {
      case .noItems, .badRequest, .stops: false
      default: true
      }
    }
  }

  package enum Outcome: Sendable, Equatable {
    /// Passed, with a figure if there is one.
    case passed(String = "")
    /// Failed, with what is wrong, where, and what was expected.
    case failed(String)
    /// Not made, with the reason.
    case skipped(String)
  }

  package let name: Name
  package let outcome: Outcome

  package init(_ name: Name, _ outcome: Outcome) {
    self.name = name
    self.outcome = outcome
  }

  package var isFailed: Bool { if case .failed = outcome { true } else { false } }

  /// Whether the model or strategy cannot be used.
  package var isRefusal: Bool { isFailed && name.isRequired }
}

extension ContractCheck: CustomStringConvertible {
  /// A line of the printed report: `ok    labels known`, `FAIL  order kept: line 3 …`; `warn` stands
  /// before what should be, but need not.
  package var description: String {
    switch outcome {
    case .passed(let figure): "ok    \(name.rawValue)" + (figure.isEmpty ? "" : ": \(figure)")
    case .failed(let reason): "\(name.isRequired ? "FAIL" : "warn")  \(name.rawValue): \(reason)"
    case .skipped(let reason): "skip  \(name.rawValue): \(reason)"
    }
  }
}
