import Domain
import Foundation

/// The status in the terms of `DescribeLabelingJob` and of Amazon's sample (Dataset/FORMATS.md,
/// “Counts”).
struct StatusJSON: Encodable {
  private enum CodingKeys: String, CodingKey {
    case name = "LabelingJobName"
    case status = "LabelingJobStatus"
    case counters = "LabelCounters"
    case counts, loop, quality, model, challenge
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
  }

  /// Written out with its empty places: a reader finds every key every time.
  private struct Loop: Encodable {
    let report: LoopReport

    enum CodingKeys: String, CodingKey { case state, round, running, step, failure }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(report.state, forKey: .state)
      try container.encode(report.round, forKey: .round)
      try container.encode(report.isRunning, forKey: .running)
      try container.encode(report.step, forKey: .step)
      try container.encode(report.failure, forKey: .failure)
    }
  }

  private struct Quality: Encodable {
    let report: QualityReport

    enum CodingKeys: String, CodingKey {
      case target
      case estimatedAccuracy = "estimated_accuracy"
      case lowerBound = "lower_bound"
      case audited
      case auditedCorrect = "audited_correct"
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(report.target, forKey: .target)
      try container.encode(report.estimatedAccuracy, forKey: .estimatedAccuracy)
      try container.encode(report.lowerBound, forKey: .lowerBound)
      try container.encode(report.audited, forKey: .audited)
      try container.encode(report.auditedCorrect, forKey: .auditedCorrect)
    }
  }

  private struct Challenge: Encodable {
    let report: ChallengeReport

    enum CodingKeys: String, CodingKey {
      case round, champion, challenger, compared, seconds, failure
      case championRight = "champion_right"
      case challengerRight = "challenger_right"
      case championAuto = "champion_auto"
      case challengerAuto = "challenger_auto"
      case estimatedAccuracy = "estimated_accuracy"
      case lowerBound = "lower_bound"
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(report.round, forKey: .round)
      try container.encode(report.champion, forKey: .champion)
      try container.encode(report.challenger, forKey: .challenger)
      try container.encode(report.compared, forKey: .compared)
      try container.encode(report.championRight, forKey: .championRight)
      try container.encode(report.challengerRight, forKey: .challengerRight)
      try container.encode(report.championAuto, forKey: .championAuto)
      try container.encode(report.challengerAuto, forKey: .challengerAuto)
      try container.encode(report.estimatedAccuracy, forKey: .estimatedAccuracy)
      try container.encode(report.lowerBound, forKey: .lowerBound)
      try container.encode(report.seconds, forKey: .seconds)
      try container.encode(report.failure, forKey: .failure)
    }
  }

  private let name: String
  private let status: LabelingJobStatus
  private let counters: Counters
  private let counts: SampleCounts
  private let loop: Loop
  private let quality: Quality
  /// The model of the latest round; nil before the first.
  private let model: String?
  /// The latest comparison with a challenger; nil without one.
  private let challenge: Challenge?

  init(_ report: ProjectReport) {
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
      validation: 0, autoannotated: counts.autoannotated, selected: counts.selected)
    loop = Loop(report: report.loop)
    quality = Quality(report: report.quality)
    model = report.rounds.last?.model
    challenge = report.challenge.map(Challenge.init)
  }

  var text: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
  }
}
