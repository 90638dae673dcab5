/// The work that people have still to do until a job completes, as far as its rounds tell.
package enum Remaining: Sendable, Equatable {
  /// The job is over, or nothing is unlabeled.
  case nothing
  /// So many rounds are needed before anything can be told, and so many were published.
  case tooFewRounds(needed: Int, published: Int)
  case known(RemainingWork)

  package var work: RemainingWork? {
    guard case .known(let work) = self else { return nil }
    return work
  }
}

/// An estimate with the range in which eight of ten jobs end.
package struct ForecastRange: Sendable, Equatable, Codable {
  package var low: Double
  package var value: Double
  package var high: Double

  package init(low: Double, value: Double, high: Double) {
    (self.low, self.value, self.high) = (low, value, high)
  }

  func map(_ change: (Double) -> Double) -> ForecastRange {
    ForecastRange(low: change(low), value: change(value), high: change(high))
  }
}

/// The work until a job completes.
package struct RemainingWork: Sendable, Equatable {
  /// The items that people have still to label.
  package var labels: ForecastRange
  /// The share of all items that people will have labeled, 0–1.
  package var share: ForecastRange
  /// The answers that this takes, several an item if the job asks for them.
  package var answers: ForecastRange
  /// The pace from which the time follows, in answers a minute of all together; nil if nobody has
  /// answered in the last hour.
  package var answersPerMinute: Double?
  /// The time at that pace, in hours.
  package var hours: ForecastRange?
  /// The price of the answers, in dollars; nil if the job names no price of one.
  package var dollars: ForecastRange?
}

/// A place of the dial: a target, and what it asks of people.
package struct DialEntry: Sendable, Equatable {
  /// The accuracy asked of the auto-labels, 0–1.
  package var target: Double
  package var isPresent: Bool
  /// The items that the current round's scores let the model label at this target, without further
  /// training; nil in rounds of earlier versions.
  package var autoLabels: Int?
  /// The share of all items that people will have labeled, 0–1, if the job goes on at this target;
  /// nil as long as that cannot be told.
  package var share: ForecastRange?
}
