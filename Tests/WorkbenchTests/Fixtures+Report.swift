import Domain
import Foundation

/// A project in the middle of its sixth round.
extension Fixtures {
  static let report = ProjectReport(
    jobName: "news-headlines", status: .inProgress, labels: labels, counts: counts,
    rounds: (1...5).map(round), loop: loop,
    quality: QualityReport(
      target: 0.95, estimatedAccuracy: 0.962, lowerBound: 0.951),
    workers: [
      WorkerReport(
        name: "ana", answers: 214, answersPerMinute: 31.2, lastAnswerAt: now, isPresent: true),
      WorkerReport(
        name: "ben", answers: 1026, answersPerMinute: 22,
        lastAnswerAt: now.addingTimeInterval(-4000)),
    ],
    events: (0..<9).map(event))

  /// What is known of the accuracy: audits, a check that failed, repeats, labels with few audits.
  static let promise: PromiseReport = {
    var promise = PromiseReport()
    promise.bound = 0.95
    promise.calibrationPairs = 2_240
    promise.audits = .init(count: 143, wrong: 6, accuracy: 0.9612, lowerBound: 0.9257)
    promise.closing = .init(
      attempt: 1, drawn: 250, wrong: 15, most: 380, detectable: 0.926, passed: false)
    promise.labels = [
      .init(human: 610, precision: .init(value: 0.97, low: 0.91, high: 0.99), recall: nil),
      .init(
        human: 590, precision: .init(value: 0.98, low: 0.9, high: 1),
        recall: .init(value: 0.96, low: 0.89, high: 0.99)),
      .init(human: 640, precision: nil, recall: nil),
      .init(human: 400, precision: nil, recall: .init(value: 0.9, low: 0.77, high: 0.97)),
    ]
    promise.answers = .init(
      repeats: 62, disagreements: 3, isBySameWorker: false,
      errors: .init(value: 0.025, low: 0.005, high: 0.071), declared: nil, repeatsMissing: 90)
    return promise
  }()

  /// The report with what is known of the accuracy.
  static let promised = report { $0.quality.promise = promise }

  /// The report with an open alarm, which holds the auto-labels.
  static let alarmed = report {
    $0.quality.promise = promise
    $0.quality.promise?.hold = .alarm
    $0.quality.promise?.audits = .init(
      count: 143, wrong: 19, accuracy: 0.871, lowerBound: 0.8143)
    $0.counts.auto = 0
    $0.counts.autoByLabel = [0, 0, 0, 0]
    $0.alarms = [
      AlarmReport(
        id: 1, alarm: Alarm(.audits, contradicting: 19, of: 143, expected: 0.05, round: 5),
        raisedAt: now)
    ]
  }

  static let counts = Counts(
    total: 10_000, human: 2_240, auto: 6_104, rejected: 12, humanByLabel: [610, 590, 640, 400],
    autoByLabel: [1_600, 1_700, 2_004, 800], autoannotated: 310, selected: 200, queued: 141,
    leased: 8)

  static let loop = LoopReport(
    state: .working, round: 6, isRunning: true, step: .createTransformJob, fraction: 0.43,
    steps: [
      step(.shouldStartActiveLearning, from: -9, to: -8.9),
      step(.prepareForTraining, from: -8.9, to: -8.1, .kept(labels: 2_240)),
      step(.createTrainingJob, from: -8.1, to: -2),
      StepReport(step: .createTransformJob, startedAt: now.addingTimeInterval(-2)),
    ])

  private static func step(
    _ step: LoopStep, from start: Double, to end: Double, _ result: StepResult? = nil
  ) -> StepReport {
    StepReport(
      step: step, startedAt: now.addingTimeInterval(start), endedAt: now.addingTimeInterval(end),
      result: result)
  }

  private static func round(_ number: Int) -> RoundReport {
    RoundReport(
      number: number, publishedAt: now.addingTimeInterval(Double(number - 6) * 300),
      trainedOn: 2_000 + number * 48, autoLabeled: [0, 2_210, 4_020, 5_104, 5_790, 6_104][number],
      humanLabeled: 2_000 + number * 48, selected: 200,
      estimatedAccuracy: 0.94 + Double(number) * 0.004,
      lowerBound: 0.93 + Double(number) * 0.005, seconds: 4.2 + Double(number),
      confidenceHistogram: [
        0, 0, 0, 2, 9, 20, 44, 80, 120, 160, 190, 210, 230, 260, 300, 380, 500, 800, 1_500, 4_200,
      ], threshold: 0.871)
  }

  private static func event(_ number: Int) -> EventReport {
    let events: [JobEvent] = [
      .roundPublished(round: 5, autoLabeled: 6_104, tasks: 200),
      .itemRejected(item: 4_710, worker: "ana", reason: .notThisKind),
      .sessionOpened(worker: "ana"),
    ]
    return EventReport(
      id: number, at: now.addingTimeInterval(Double(-number) * 40), event: events[number % 3])
  }

  /// A full report: learning that is under way, prices, reach, confusions, the steps of all rounds.
  static let full = report {
    $0.quality.promise = promise
    $0.quality.promise?.audits?.upperBound = 0.981
    $0.quality.promise?.reach = [
      .init(target: 0.9, autoLabels: 7_100), .init(target: 0.95, autoLabels: 6_104),
      .init(target: 0.97, autoLabels: 3_020), .init(target: 0.99, autoLabels: 0),
    ]
    $0.quality.promise?.confusions = [
      .init(predicted: 0, answered: 1, count: 4, audits: 40),
      .init(predicted: 2, answered: 0, count: 2, audits: 51),
    ]
    $0.settings.price = 0.012
    $0.rounds = (1...5).map { number in
      var round = round(number)
      round.humanLabeled = 1_100 + number * 228
      round.trainedOn = round.humanLabeled
      round.confidenceHistogram = histograms[number - 1]
      return round
    }
    $0.pastSteps = (1...5).map { RoundSteps(round: $0, steps: pastSteps($0)) }
  }

  /// A pool in which the model grows surer from round to round.
  private static let histograms = [5_300, 4_100, 3_000, 2_100, 1_400].map { doubtful in
    (0..<20).map { bin in
      bin < 8 ? 0 : bin < 19 ? doubtful / 11 : 7_760 - doubtful / 11 * 11
    }
  }

  private static func pastSteps(_ round: Int) -> [StepReport] {
    let start = Double(round - 6) * 300 - 9
    return [
      step(.prepareForTraining, from: start, to: start + 0.8, .kept(labels: 1_100 + round * 228)),
      step(
        .createTrainingJob, from: start + 0.8, to: start + 5, .trained(labels: 1_100 + round * 228)),
      step(.createTransformJob, from: start + 5, to: start + 7, .predicted(items: 10_000)),
      step(
        .performActiveLearning, from: start + 7, to: start + 8,
        .decided(autoLabels: 6_104, tasks: 200)),
      step(.updateMetaData, from: start + 8, to: start + 8.5, .published(round: round)),
      step(.exportPartialOutput, from: start + 8.5, to: start + 9, .exported),
    ]
  }

  /// The full report while people label for the round after this one; 0 for the first labels.
  static func full(round: Int) -> ProjectReport {
    var report = full
    report.rounds.removeAll { $0.number > round }
    report.pastSteps.removeAll { $0.round > round }
    report.loop = LoopReport(
      state: .waiting, round: round + 1, isRunning: true, step: .shouldStartActiveLearning,
      labelsNeeded: 37, steps: report.pastSteps.last?.steps ?? [])
    return report
  }

  /// The full report after the round's training has failed.
  static let failed: ProjectReport = {
    var report = full
    report.loop.state = .failed
    report.loop.step = nil
    report.loop.steps = [
      step(.prepareForTraining, from: -8.9, to: -8.1, .kept(labels: 2_240)),
      StepReport(step: .createTrainingJob, startedAt: now.addingTimeInterval(-8.1)),
    ]
    report.loop.failure =
      "train ended with code 1; it said: Traceback (most recent call last): | File"
      + " \"model.py\", line 12, in train | KeyError: 'source' \u{1B}[31m(log: news/rounds/6/own/log)"
    return report
  }()

  /// Another report with some of it changed.
  static func report(
    of report: ProjectReport, _ change: (inout ProjectReport) -> Void
  ) -> ProjectReport {
    var changed = report
    change(&changed)
    return changed
  }

  /// The report with some of it changed.
  static func report(_ change: (inout ProjectReport) -> Void) -> ProjectReport {
    var changed = report
    change(&changed)
    return changed
  }
}
