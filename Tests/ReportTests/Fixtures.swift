import Domain
import Foundation

@testable import Report

/// A job near its end, with everything that a report can say.
enum Fixtures {
  static let now = Date(timeIntervalSince1970: 1_767_261_600)

  static let labels = LabelSet(labels: [
    .init(name: "Business", key: "b"), .init(name: "Entertainment", key: "e"),
    .init(name: "Health & Medicine", key: "m"), .init(name: "Science and Technology", key: "t"),
  ])

  static var content: ReportContent {
    ReportContent(
      report, details: details, agreement: agreement,
      examples: labels.labels.map { label in
        .init(
          people: ["A headline of \(label.name)", "Another one"],
          model: ["One that the model took for \(label.name)"])
      }, question: "Which category fits this title best?")
  }

  private static var report: ProjectReport {
    let counts = Counts(
      total: 10_000, human: 2_240, auto: 7_104, rejected: 12, humanByLabel: [610, 590, 640, 400],
      autoByLabel: [1_900, 2_000, 2_204, 1_000])
    var quality = QualityReport(target: 0.95, estimatedAccuracy: 0.962, lowerBound: 0.951)
    quality.promise = promise
    var report = ProjectReport(
      jobName: "news-headlines", status: .inProgress, labels: labels, settings: settings,
      counts: counts, rounds: (1...6).map(round), quality: quality,
      workers: [
        WorkerReport(name: "ben", answers: 1_026), WorkerReport(name: "ana", answers: 214),
      ])
    report.alarms = [
      AlarmReport(
        id: 1,
        alarm: Alarm(.worker, worker: "ana", contradicting: 19, of: 143, expected: 0.05, round: 5),
        raisedAt: now.addingTimeInterval(-3_000),
        acknowledgement: .init(
          by: "lea", at: now.addingTimeInterval(-2_000), reason: "two labels were mixed up"))
    ]
    return report
  }

  private static var settings: LeadSettings {
    var settings = LeadSettings()
    settings.price = 0.012
    return settings
  }

  private static var promise: PromiseReport {
    var promise = PromiseReport()
    promise.bound = 0.95
    promise.calibrationPairs = 2_240
    promise.audits = .init(count: 143, wrong: 6, accuracy: 0.9612, lowerBound: 0.9257)
    promise.closing = .init(
      attempt: 1, drawn: 250, wrong: 15, most: 380, detectable: 0.926, passed: false)
    promise.labels = (0..<4).map {
      .init(
        human: 600,
        precision: $0 == 2 ? nil : .init(value: 0.97, low: 0.91, high: 0.99),
        recall: .init(value: 0.96, low: 0.89, high: 0.99))
    }
    promise.answers = .init(
      repeats: 62, disagreements: 3, isBySameWorker: false,
      errors: .init(value: 0.025, low: 0.005, high: 0.071), declared: nil, repeatsMissing: 90)
    return promise
  }

  private static var details: ReportDetails {
    var details = ReportDetails(createdAt: now.addingTimeInterval(-90_000), latestAt: now)
    details.work = [
      .init(worker: "ana", given: 220, withdrawn: 6, rejected: 3, seconds: 900),
      .init(worker: "ben", given: 1_031, withdrawn: 5, rejected: 9, seconds: 3_980),
    ]
    details.audits = [
      .init(first: 0, second: 0, count: 40), .init(first: 0, second: 3, count: 4),
      .init(first: 1, second: 1, count: 97), .init(first: 3, second: 0, count: 2),
    ]
    details.repeats = [.init(first: 2, second: 2, count: 59), .init(first: 2, second: 3, count: 3)]
    return details
  }

  private static var agreement: AgreementReport {
    AgreementReport(
      items: 62, opinions: 124, alpha: .init(0.931, lower: 0.86, upper: 0.98),
      kappa: .init(0.928, lower: 0.85, upper: 0.98), pairs: [], labels: [],
      workers: [
        .init(
          name: "ana", items: 62, agreement: 0.952, kappa: 0.93, accuracy: 0.96, confusion: []),
        .init(
          name: "ben", items: 62, agreement: 0.952, kappa: 0.93, accuracy: 0.98, confusion: []),
      ], isDawidSkene: false)
  }

  private static func round(_ number: Int) -> RoundReport {
    var round = RoundReport(
      number: number, publishedAt: now.addingTimeInterval(Double(number - 7) * 900),
      trainedOn: 2_000 + number * 40,
      autoLabeled: [0, 0, 2_210, 4_020, 5_104, 6_790, 7_104][number],
      humanLabeled: 2_000 + number * 40, selected: 200, seconds: 4.2 + Double(number))
    round.confidenceHistogram = [
      0, 0, 0, 2, 9, 20, 44, 80, 120, 160, 190, 210, 230, 260, 300, 380, 500, 800, 1_500, 4_200,
    ]
    guard number > 1 else { return round }
    round.estimatedAccuracy = 0.938 + Double(number) * 0.004
    round.lowerBound = 0.921 + Double(number) * 0.005
    round.threshold = 0.871
    round.model = "built-in"
    return round
  }
}
