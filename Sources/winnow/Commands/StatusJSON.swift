import Domain
import Foundation

/// The status in the terms of `DescribeLabelingJob` and of Amazon's sample (Dataset/FORMATS.md,
/// “Counts”).
struct StatusJSON: Encodable {
  private enum CodingKeys: String, CodingKey {
    case name = "LabelingJobName"
    case status = "LabelingJobStatus"
    case counters = "LabelCounters"
    case counts, loop, quality, remaining, dial, gold, model, challenge, alarms
  }

  private struct Counters: Encodable {
    let TotalLabeled: Int
    let HumanLabeled: Int
    let MachineLabeled: Int
    let FailedNonRetryableError: Int
    let Unlabeled: Int
  }

  private struct SampleCounts: Encodable {
    let input_total: Int
    let human_label: Int
    let auto_label: Int
    let unlabeled: Int
    /// Rounded down, as the sample has it.
    let human_label_percentage: Int
    /// The loop judges itself by answers given after its predictions: no items are set apart.
    let validation: Int
    let autoannotated: Int
    let selected: Int
    /// Items that some of their workers have annotated, and the annotations that these have.
    let partly_annotated: Int
    let partial_annotations: Int
  }

  fileprivate struct Loop: Encodable {
    let state: LoopReport.State
    let round: Int
    let running: Bool
    @OrNull var step: LoopStep?
    @OrNull var failure: String?
  }

  fileprivate struct Quality: Encodable {
    let target: Double
    @OrNull var estimated_accuracy: Double?
    @OrNull var lower_bound: Double?
    let audited: Int
    let audited_correct: Int
    /// The evidence for the accuracy; null before the first round.
    @OrNull var promise: StatusPromise?
  }

  /// Answers to items whose label is known, of all workers.
  private struct Gold: Encodable {
    @OrNull var share: Double?
    let answers: Int
    let right: Int
  }

  fileprivate struct Challenge: Encodable {
    let round: Int
    let champion: String
    let challenger: String
    let compared: Int
    let champion_right: Int
    let challenger_right: Int
    let champion_auto: Int
    let challenger_auto: Int
    @OrNull var estimated_accuracy: Double?
    @OrNull var lower_bound: Double?
    let seconds: Double
    @OrNull var failure: String?
  }

  private let name: String
  private let status: LabelingJobStatus
  private let counters: Counters
  private let counts: SampleCounts
  private let loop: Loop
  private let quality: Quality
  private let remaining: StatusRemaining
  private let dial: [StatusRemaining.Dial]
  private let gold: Gold
  /// The model of the latest round; nil before the first.
  private let model: String?
  /// The latest comparison with a challenger; nil without one.
  private let challenge: Challenge?
  private let alarms: [AlarmReport]

  init(_ report: ProjectReport, now: Date) {
    let counts = report.counts
    name = report.jobName
    status = report.status
    counters = Counters(
      TotalLabeled: counts.labeled, HumanLabeled: counts.human, MachineLabeled: counts.auto,
      FailedNonRetryableError: counts.rejected, Unlabeled: counts.unlabeled)
    self.counts = SampleCounts(
      input_total: counts.total, human_label: counts.human, auto_label: counts.auto,
      unlabeled: counts.unlabeled,
      human_label_percentage: counts.total == 0 ? 0 : counts.human * 100 / counts.total,
      validation: 0, autoannotated: counts.autoannotated, selected: counts.selected,
      partly_annotated: counts.partlyAnnotated, partial_annotations: counts.votes)
    loop = Loop(report.loop)
    quality = Quality(report.quality, labels: report.labels)
    remaining = StatusRemaining(report.remaining(now: now))
    dial = report.dial.map { StatusRemaining.Dial($0, report.counts) }
    let answered = report.workers.compactMap(\.gold)
    gold = Gold(
      share: report.settings.goldShare, answers: answered.reduce(0) { $0 + $1.answers },
      right: answered.reduce(0) { $0 + $1.right })
    model = report.rounds.last?.model
    challenge = report.challenge.map(Challenge.init)
    alarms = report.alarms
  }

  var text: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      encoder.dateEncodingStrategy = .iso8601
      return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
  }
}

extension StatusJSON.Loop {
  fileprivate init(_ report: LoopReport) {
    self.init(
      state: report.state, round: report.round, running: report.isRunning, step: report.step,
      failure: report.failure)
  }
}

extension StatusJSON.Quality {
  fileprivate init(_ report: QualityReport, labels: LabelSet) {
    let audits = report.promise?.audits
    self.init(
      target: report.target, estimated_accuracy: report.estimatedAccuracy,
      lower_bound: report.lowerBound, audited: audits?.count ?? 0,
      audited_correct: audits.map { max(0, $0.count &- $0.wrong) } ?? 0,
      promise: report.promise.map { StatusPromise($0, labels: labels) })
  }
}

extension StatusJSON.Challenge {
  fileprivate init(_ report: ChallengeReport) {
    self.init(
      round: report.round, champion: report.champion, challenger: report.challenger,
      compared: report.compared, champion_right: report.championRight,
      challenger_right: report.challengerRight, champion_auto: report.championAuto,
      challenger_auto: report.challengerAuto, estimated_accuracy: report.estimatedAccuracy,
      lower_bound: report.lowerBound, seconds: report.seconds, failure: report.failure)
  }
}

/// A value that is encoded as `null` where it is nil: a reader finds every key every time.
@propertyWrapper
struct OrNull<Value: Encodable>: Encodable {
  var wrappedValue: Value?

  init(wrappedValue: Value?) { self.wrappedValue = wrappedValue }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(wrappedValue)
  }
}
