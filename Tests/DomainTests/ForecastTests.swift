import Domain
import Foundation
import Testing

/// What is left for people, as reports estimate it, against what simulated jobs took.
@Suite struct ForecastTests {
  /// A job on real headlines with known labels, run to its end by the benchmark of tasks with seeds that
  /// the forecast's numbers were not fixed on.
  struct Job: Decodable {
    var total: Int
    var target: Double
    /// People's labels in the end.
    var end: Int
    /// `perLabel` or `audited`; nil for the usual promise.
    var rule: String?
    var rounds: [Round]
  }

  struct Round: Decodable {
    var human: Int
    var auto: Int
    var estimate: Double?
    var check: PromiseReport.ClosingReport?
    var histogram: [Int]

    init(from decoder: any Decoder) throws {
      var values = try decoder.unkeyedContainer()
      human = try values.decode(Int.self)
      auto = try values.decode(Int.self)
      estimate = try values.decodeIfPresent(Double.self)
      check = try values.decodeIfPresent(Check.self)?.report
      histogram = try values.decode([Int].self)
    }
  }

  struct Check: Decodable {
    let report: PromiseReport.ClosingReport

    init(from decoder: any Decoder) throws {
      var values = try decoder.unkeyedContainer()
      report = PromiseReport.ClosingReport(
        attempt: 1, drawn: try values.decode(Int.self), wrong: 0,
        most: try values.decode(Int.self), detectable: 0,
        passed: try values.decodeIfPresent(Bool.self))
    }
  }

  private static let jobs = read("simulated-jobs")
  /// Jobs with `TargetPerLabel`, and with `"Promise": "audited"`.
  private static let strictJobs = read("simulated-strict-jobs")

  private static func read(_ name: String) -> [Job] {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/\(name).jsonl")
    let lines = (try? String(contentsOf: file, encoding: .utf8))?.split(separator: "\n") ?? []
    return lines.compactMap { try? JSONDecoder().decode(Job.self, from: Data($0.utf8)) }
  }

  private let now = Date(timeIntervalSince1970: 1_700_000_000)

  /// The report after so many rounds of a job.
  private func report(_ job: Job, rounds count: Int) -> ProjectReport {
    let rounds = job.rounds.prefix(count).enumerated().map { index, round in
      RoundReport(
        number: index + 1, publishedAt: now.addingTimeInterval(Double(index - count) * 600),
        trainedOn: round.human, autoLabeled: round.auto, humanLabeled: round.human, selected: 50,
        estimatedAccuracy: round.estimate, confidenceHistogram: round.histogram)
    }
    let last = job.rounds[count - 1]
    var report = ProjectReport(
      jobName: "news", status: .inProgress, labels: LabelSet(labels: []),
      counts: Counts(total: job.total, human: last.human, auto: last.auto), rounds: rounds,
      quality: QualityReport(target: job.target))
    report.settings.target = job.target
    report.quality.promise = PromiseReport()
    report.quality.promise?.closing = last.check
    if job.rule == "audited" { report.quality.promise?.method = .audited }
    return report
  }

  @Test(
    "The range held the truth after 405 of 486 rounds (83 %) of 13 jobs that it was not fitted to")
  func coverage() throws {
    let found = try coverage(of: Self.jobs)
    #expect(Self.jobs.count == 13 && found.all == 486)
    #expect(found.share > 0.8, "\(found)")
    // Checks that pass early, and those that fail, are about as frequent.
    #expect(found.below < found.all / 10 && found.above < found.all / 10)
    #expect((0.8...1.25).contains(found.median))
  }

  @Test("The range holds as often where each label has to reach the target, or audits alone count")
  func strictCoverage() throws {
    for (rule, count) in [("perLabel", 6), ("audited", 6)] {
      let jobs = Self.strictJobs.filter { $0.rule == rule }
      let found = try coverage(of: jobs)
      #expect(jobs.count == count)
      #expect(found.share > 0.8, "\(rule): \(found)")
      #expect((0.75...1.33).contains(found.median), "\(rule): \(found)")
    }
  }

  /// How often the range held the truth, missed it, and the median of the truth over the estimate.
  private struct Coverage {
    var (held, below, above) = (0, 0, 0)
    var offs: [Double] = []

    var all: Int { held + below + above }
    var share: Double { Double(held) / Double(max(1, all)) }
    var median: Double { offs.isEmpty ? 0 : offs.sorted()[offs.count / 2] }
  }

  private func coverage(of jobs: [Job]) throws -> Coverage {
    var found = Coverage()
    for job in jobs {
      for count in 2..<job.rounds.count where job.rounds[count - 1].human < job.end {
        let report = report(job, rounds: count)
        let work = try #require(report.remaining(now: now).work)
        let truth = Double(job.end - report.counts.human)
        if truth < work.labels.low {
          found.below += 1
        } else if truth > work.labels.high {
          found.above += 1
        } else {
          found.held += 1
        }
        found.offs.append(max(truth, 1) / max(work.labels.value, 1))
      }
    }
    return found
  }

  @Test("Nothing is said before two rounds, and nothing is left when the job is over")
  func unknown() throws {
    let job = try #require(Self.jobs.first)
    var report = report(job, rounds: 1)
    #expect(report.remaining(now: now) == .tooFewRounds(needed: 2, published: 1))
    #expect(report.dial.allSatisfy { $0.share == nil })
    report.status = .completed
    #expect(report.remaining(now: now) == .nothing)
    #expect(report.dial.isEmpty)
  }

  @Test(
    "Time follows from the pace of the last minutes, or of the last hour; without one it is not told"
  )
  func pace() throws {
    let job = try #require(Self.jobs.first { $0.total == 3000 })
    var report = report(job, rounds: 10)
    #expect(report.remaining(now: now).work?.hours == nil)
    report.workers = [WorkerReport(name: "ana", answers: 400, answersPerMinute: 20)]
    let work = try #require(report.remaining(now: now).work)
    #expect(work.answersPerMinute == 20)
    #expect(abs((work.hours?.value ?? 0) - work.answers.value / 1200) < 1e-9)
    report.workers[0].answersPerMinute = 0
    report.workers[0].lastAnswerAt = now.addingTimeInterval(-1000)
    let paused = try #require(report.remaining(now: now).work?.answersPerMinute)
    #expect(paused > 1 && paused < 20)
    report.workers[0].lastAnswerAt = now.addingTimeInterval(-4000)
    #expect(report.remaining(now: now).work?.answersPerMinute == nil)
  }

  @Test("Several workers an item take more answers, and each has its price")
  func money() throws {
    let job = try #require(Self.jobs.first)
    var report = report(job, rounds: 10)
    #expect(report.remaining(now: now).work?.dollars == nil)
    report.settings.price = 0.01
    report.settings.workersPerItem = 3
    let work = try #require(report.remaining(now: now).work)
    #expect(work.answers.value == work.labels.value * 3)
    #expect(work.dollars?.value == work.answers.value * 0.01)
    report.settings.opinions = .untilAgreed
    let fewer = try #require(report.remaining(now: now).work)
    #expect(fewer.answers.value == work.labels.value * 2)
    #expect(fewer.answers.high == work.answers.high)
  }

  @Test("The dial asks more of people the higher the target, and names the present one")
  func dial() throws {
    let job = try #require(Self.jobs.first { $0.total == 10_000 && $0.target == 0.95 })
    var report = report(job, rounds: 20)
    report.settings.target = 0.93
    report.quality.promise?.reach = [.init(target: 0.95, autoLabels: 1_200)]
    let dial = report.dial
    #expect(dial.map(\.target) == [0.9, 0.93, 0.95, 0.97, 0.99])
    #expect(dial.filter(\.isPresent).map(\.target) == [0.93])
    #expect(dial.map(\.autoLabels) == [nil, nil, 1_200, nil, nil])
    let shares = try dial.map { try #require($0.share?.value) }
    #expect(shares == shares.sorted() && shares[0] < shares[4])
  }

  @Test("A model that does not improve leaves everything to people")
  func noProgress() throws {
    let job = try #require(Self.jobs.first)
    var report = report(job, rounds: 5)
    for index in report.rounds.indices {
      report.rounds[index].confidenceHistogram = report.rounds[0].confidenceHistogram
      report.rounds[index].estimatedAccuracy = nil
    }
    let work = try #require(report.remaining(now: now).work)
    #expect(work.labels.value == Double(report.counts.auto + report.counts.unlabeled))
    #expect(work.share.value == 1)
  }
}
