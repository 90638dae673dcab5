/// What is promised of the auto-labels, how it is known, and what it still lacks.
///
/// The promise: the share of auto-labels equal to the label on which repeated independent answers of
/// this job's people would settle is at least `bound`.
package struct PromiseReport: Sendable, Equatable, Codable {
  /// How the accuracy is known.
  package enum Method: String, Sendable, Equatable, Codable {
    /// A calibrated model bound that audits do not contradict.
    case modelBound = "model-bound"
    /// A bound by audits alone.
    case audited
  }

  /// Why no promise is made, or auto-labels are held back.
  package enum Lack: Sendable, Equatable, Codable {
    /// No auto-labels, or no estimate of them.
    case nothingEstimated
    /// The bound is below the target.
    case boundBelowTarget
    /// The closing check's audits are being answered: so many are missing.
    case closingCheck(missing: Int)
    /// Audits contradicted the estimate at the last attempt to end the job.
    case checkFailed(wrong: Int, of: Int)
    /// Labels that no answer has had; so many random answers without them would do.
    case labelsNotMet([Int], randomAnswersNeeded: Int)
    /// The initial labels are no random sample; so many random answers are asked for.
    case startNotRandom(randomAnswersNeeded: Int)
    /// An alarm that the lead has not acknowledged.
    case alarm(Alarm.Kind)
    /// People's own errors are not known well enough: so many more repeated answers would do.
    case answerErrorsUnknown(repeatsNeeded: Int)
  }

  /// Audits of auto-labels: what they were drawn from is what they speak of.
  package struct Audits: Sendable, Equatable, Codable {
    package var answered = 0
    package var right = 0
    /// From this true accuracy downwards the audits so far find a shortfall with a chance of 95 %.
    package var detectable: Double?

    package init(answered: Int = 0, right: Int = 0, detectable: Double? = nil) {
      self.answered = answered
      self.right = right
      self.detectable = detectable
    }
  }

  /// Wrong single answers of people, as a share, 0–1.
  package struct AnswerErrors: Sendable, Equatable, Codable {
    /// Declared by the lead; nil where it is measured.
    package var declared: Double?
    /// Pairs of independent answers to one item, and how many agree.
    package var repeats = 0
    package var agreeing = 0
    package var low = 0.0
    package var high = 1.0

    package init() {}
  }

  /// One label's figures among the auto-labels.
  package struct LabelQuality: Sendable, Equatable, Codable {
    /// Share, 0–1, with an interval of 95 %; nil where there are too few to tell.
    package struct Share: Sendable, Equatable, Codable {
      package var value: Double
      package var low: Double
      package var high: Double

      package init(value: Double, low: Double, high: Double) {
        self.value = value
        self.low = low
        self.high = high
      }
    }

    /// Of the auto-labels with this label, the right ones.
    package var precision: Share?
    /// Of the items with this label, those auto-labeled so.
    package var recall: Share?

    package init(precision: Share? = nil, recall: Share? = nil) {
      self.precision = precision
      self.recall = recall
    }
  }

  package var method = Method.modelBound
  /// At least this accuracy, 0–1; nil while nothing is promised.
  package var bound: Double?
  /// Empty where the promise holds.
  package var lacks: [Lack] = []
  package var audits = Audits()
  package var answerErrors = AnswerErrors()
  /// By label index.
  package var labels: [LabelQuality] = []

  package init() {}
}
