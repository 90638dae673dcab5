package import Learning

/// One running model: asked as often as one likes until `withService` returns.
package struct ModelConnection {
  let answer: ([String], @Sendable (Int) -> Void) throws -> ProbabilityRows
  let send: ([UInt8]) throws -> RawReply

  /// Predicts texts, with every check.
  package func predict(_ texts: [String]) throws -> ProbabilityRows { try answer(texts) { _ in } }

  /// Sends request lines, or anything else, as they are: no check, one attempt.
  ///
  /// Throws a `ModelFailure` if no answer came at all.
  package func sendRaw(_ bytes: [UInt8]) throws -> RawReply { try send(bytes) }
}

/// What a model answered to bytes, unchecked.
package struct RawReply: Sendable, Equatable {
  /// The HTTP status or the program's exit code; nil if a signal ended the program.
  package let status: Int?
  package let body: [UInt8]

  /// The most that is taken.
  static let limit = 1 << 26
  static var tooLong: ModelFailure {
    ModelFailure("it answered more than \(limit >> 20) MB; that is more than any request asks for")
  }
}

/// How a model's process ended when it was told to.
package struct ServiceEnd: Sendable, Equatable {
  /// From SIGTERM to its end.
  package let stopSeconds: Double
  /// SIGTERM was not enough; SIGKILL ended it.
  package let ignoredTerminate: Bool
}
