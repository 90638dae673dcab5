package import Foundation

/// A contradiction, beyond chance, between what the promise rests on and what people answered.
///
/// Labeling goes on; a job with auto-labels does not complete until the lead has acknowledged it.
package struct Alarm: Sendable, Equatable, Codable {
  /// The two sides of the contradiction.
  package enum Kind: String, Sendable, Equatable, Codable, CaseIterable {
    /// Audits against the accuracy asked for.
    case audits
    /// Answers against predictions that were sure.
    case sureAnswers = "sure-answers"
    /// One worker against the others.
    case worker
    /// Labels that came with the input against random answers.
    case initialLabels = "initial-labels"
    /// Answers of late against earlier ones.
    case drift
    /// The database against the seal of what it held.
    case records
  }

  package var kind: Kind
  /// The worker, where it is about one.
  package var worker: String?
  /// Observations that contradict, of how many.
  package var contradicting: Int
  package var observed: Int
  /// The share of contradicting ones that was expected at most, 0–1.
  package var expected: Double
  /// The round that found it.
  package var round: Int
  /// The round from which on answers differ from earlier ones, where that can be told.
  package var since: Int?

  package init(
    _ kind: Kind, worker: String? = nil, contradicting: Int, of observed: Int, expected: Double,
    round: Int
  ) {
    self.kind = kind
    self.worker = worker
    self.contradicting = contradicting
    self.observed = observed
    self.expected = expected
    self.round = round
  }

  /// The list in which the lead finds what contradicts; nil if no list has it.
  package var contradicted: ReviewRequest? {
    switch kind {
    case .audits: ReviewRequest(.missedAudits)
    case .worker: ReviewRequest(.contradictions, worker: worker)
    case .sureAnswers, .drift, .initialLabels: ReviewRequest(.contradictions)
    case .records: nil
    }
  }

  /// Two alarms about the same are one.
  package func isAbout(_ other: Alarm) -> Bool { kind == other.kind && worker == other.worker }
}

/// An alarm with its number and what the lead did about it.
package struct AlarmReport: Sendable, Equatable, Codable, Identifiable {
  package var id: Int
  package var alarm: Alarm
  package var raisedAt: Date
  /// Nil while the job waits for the lead because of it.
  package var acknowledgement: Acknowledgement?

  /// The person who looked at an alarm, and the reason why the job can go on.
  package struct Acknowledgement: Sendable, Equatable, Codable {
    package var by: String
    package var at: Date
    package var reason: String

    package init(by: String, at: Date, reason: String) {
      self.by = by
      self.at = at
      self.reason = reason
    }
  }

  package init(
    id: Int, alarm: Alarm, raisedAt: Date, acknowledgement: Acknowledgement? = nil
  ) {
    self.id = id
    self.alarm = alarm
    self.raisedAt = raisedAt
    self.acknowledgement = acknowledgement
  }

  package var isOpen: Bool { acknowledgement == nil }
}
