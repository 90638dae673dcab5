/// The evidence for the accuracy of a round's auto-labels, as reports show it.
package struct PromiseReport: Sendable, Equatable, Codable {
  /// The rule by which a job completes.
  package enum Method: String, Sendable, Equatable, Codable, CaseIterable {
    /// The bound of the calibrated model reaches the target, and audits do not contradict it.
    case checked
    /// The bound of audits alone reaches the target.
    case audited
  }

  package var method = Method.checked
  /// Whether the job may complete with the round's auto-labels: their check has passed.
  package var isComplete = false
  /// The accuracy that is promised, 0–1: the estimate's lower bound, and never more than the target,
  /// which is what is checked; nil while nothing is promised.
  package var bound: Double?
  /// The predictions that were annotated afterwards, on which the calibration rests.
  package var calibrationPairs = 0
  /// The audits of auto-labels since half of today's human labels; nil before the first.
  package var audits: AuditReport?
  /// The latest check of the frozen auto-labels; nil before the first.
  package var closing: ClosingReport?
  /// For each label how right its auto-labels are.
  package var labels: [LabelQuality] = []
  package var answers: AnswerQuality?
  package var hold: Hold?
  /// Whether the initial labels look like a random sample; nil without any.
  package var isInitialSample: Bool?
  /// The auto-labels that the round could give at other targets, by rising target; nil in rounds of earlier
  /// versions.
  package var reach: [Reach]?
  /// The labels that recent audits of auto-labels found confused, the most frequent first; nil in
  /// rounds of earlier versions.
  package var confusions: [Confusion]?
  /// The agreement of each worker with what was predicted before, by name; nil in rounds of earlier
  /// versions.
  package var workers: [WorkerAgreement]?

  package init() {}

  /// The answers of a worker to items that had been predicted.
  package struct WorkerAgreement: Sendable, Equatable, Codable {
    package var worker: String
    package var answers: Int
    package var agreeing: Int
    /// The share that the predictions expected to agree, 0–1.
    package var expected: Double

    package init(worker: String, answers: Int, agreeing: Int, expected: Double) {
      (self.worker, self.answers) = (worker, answers)
      (self.agreeing, self.expected) = (agreeing, expected)
    }

    /// The share that agrees, 0–1.
    package var share: Double { Double(agreeing) / Double(max(1, answers)) }
  }

  /// The number of auto-labels that the round's scores allow at a target, without further training.
  package struct Reach: Sendable, Equatable, Codable {
    package var target: Double
    package var autoLabels: Int

    package init(target: Double, autoLabels: Int) {
      (self.target, self.autoLabels) = (target, autoLabels)
    }

    /// The targets that every round looks at.
    package static let targets = [0.90, 0.95, 0.97, 0.99]
  }

  /// So many audits of an auto-label on which people settled on another label.
  package struct Confusion: Sendable, Equatable, Codable {
    package var predicted: Int
    package var answered: Int
    package var count: Int
    /// All audits of auto-labels with the predicted label.
    package var audits: Int

    package init(predicted: Int, answered: Int, count: Int, audits: Int) {
      (self.predicted, self.answered, self.count) = (predicted, answered, count)
      self.audits = audits
    }
  }

  /// Random audits of auto-labels, each weighted to the population of all auto-labels.
  package struct AuditReport: Sendable, Equatable, Codable {
    package var count: Int
    package var wrong: Int
    /// The weighted share of right auto-labels, 0–1, and its one-sided lower bound at 95 %.
    package var accuracy: Double
    package var lowerBound: Double
    /// The one-sided upper bound at 95 %; nil in rounds of earlier versions.
    package var upperBound: Double?

    package init(
      count: Int, wrong: Int, accuracy: Double, lowerBound: Double, upperBound: Double? = nil
    ) {
      self.count = count
      self.wrong = wrong
      self.accuracy = accuracy
      self.lowerBound = lowerBound
      self.upperBound = upperBound
    }
  }

  /// A check of all frozen auto-labels by uniform draws, before the job ends.
  package struct ClosingReport: Sendable, Equatable, Codable {
    /// The attempts so far, this one included.
    package var attempt: Int
    /// The draws that were answered, the wrong ones among them, and the most that may be drawn.
    package var drawn: Int
    package var wrong: Int
    package var most: Int
    /// The accuracy below which the check fails in 95 of 100 jobs, 0–1.
    package var detectable: Double
    /// Whether it passed; nil while it goes on.
    package var passed: Bool?

    package init(
      attempt: Int, drawn: Int, wrong: Int, most: Int, detectable: Double, passed: Bool?
    ) {
      self.attempt = attempt
      self.drawn = drawn
      self.wrong = wrong
      self.most = most
      self.detectable = detectable
      self.passed = passed
    }
  }

  /// Precision and recall of one label's auto-labels, by audits alone.
  package struct LabelQuality: Sendable, Equatable, Codable {
    /// People's labels.
    package var human: Int
    /// The share of its auto-labels that are right; nil where there are too few audits to tell.
    package var precision: Estimate?
    /// The share of its items, among the auto-labeled ones, that got it.
    package var recall: Estimate?

    package init(human: Int, precision: Estimate?, recall: Estimate?) {
      self.human = human
      self.precision = precision
      self.recall = recall
    }
  }

  /// A share, 0–1, with its interval at 95 %.
  package struct Estimate: Sendable, Equatable, Codable {
    package var value: Double
    package var low: Double
    package var high: Double

    package init(value: Double, low: Double, high: Double) {
      self.value = value
      self.low = low
      self.high = high
    }
  }

  /// The rate of wrong single answers.
  package struct AnswerQuality: Sendable, Equatable, Codable {
    /// Items asked twice, blind, and those with two different answers.
    package var repeats: Int
    package var disagreements: Int
    /// Whether one worker answered twice: one person may repeat an error.
    package var isBySameWorker: Bool
    /// The share of wrong single answers; nil without repeats.
    package var errors: Estimate?
    /// The rate that the lead declares; it counts in place of the measured one.
    package var declared: Double?
    /// The repeats that would make the interval narrow enough for the target.
    package var repeatsMissing: Int

    package init(
      repeats: Int, disagreements: Int, isBySameWorker: Bool, errors: Estimate?,
      declared: Double?, repeatsMissing: Int
    ) {
      self.repeats = repeats
      self.disagreements = disagreements
      self.isBySameWorker = isBySameWorker
      self.errors = errors
      self.declared = declared
      self.repeatsMissing = repeatsMissing
    }
  }

  /// A reason why no auto-labels are given.
  package enum Hold: Sendable, Equatable, Codable {
    /// An alarm is open.
    case alarm
    /// Labels came with the input, and so many random answers are missing to compare them with.
    case randomAnswers(missing: Int)
    /// Labels that no one has given may be more than half of the allowed error until so many more
    /// random answers are without them.
    case unseenLabels([Int], missing: Int)
  }
}
