package import Learning

/// A user's model that can be asked, for as long as `ModelBackend.withService` lends it.
package protocol ModelConnection {
  /// Predicts texts, with every check; `progress` is told how many are done.
  func predict(_ texts: [String], progress: @Sendable (Int) -> Void) throws -> ProbabilityRows

  /// Sends request lines, or anything else, as they are: no check, one attempt.
  ///
  /// Throws a `ModelFailure` if no answer came at all.
  func sendRaw(_ bytes: [UInt8]) throws -> RawReply
}

extension ModelConnection {
  /// Predicts texts, with every check.
  package func predict(_ texts: [String]) throws -> ProbabilityRows {
    try predict(texts) { _ in }
  }
}

/// The answer of a model to bytes, unchecked.
package struct RawReply: Sendable, Equatable {
  /// The HTTP status or the program's exit code; nil if a signal ended the program.
  package let status: Int?
  package let body: [UInt8]

  /// The most bytes that are taken.
  static let limit = 1 << 26
  static var tooLong: ModelFailure {
    ModelFailure("it answered more than \(limit >> 20) MB; that is more than any request asks for")
  }
}

/// The end of a model's process after SIGTERM.
package struct StopOutcome: Sendable, Equatable {
  /// From SIGTERM to its end.
  package let stopSeconds: Double
  /// SIGTERM was not enough; SIGKILL ended it.
  package let ignoredTerminate: Bool
}
