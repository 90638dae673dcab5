import Domain
import Foundation
import Testing

@Suite struct AttentionTests {
  private let now = Date(timeIntervalSince1970: 1_700_000_000)

  private func report(
    _ loop: LoopReport = LoopReport(isRunning: true, labelsNeeded: 5), queued: Int = 10,
    lastAnswer: Double = 10, status: LabelingJobStatus = .inProgress
  ) -> ProjectReport {
    ProjectReport(
      jobName: "news", status: status, labels: LabelSet(labels: []),
      counts: Counts(total: 100, queued: queued),
      loop: loop, quality: QualityReport(target: 0.95),
      workers: [WorkerReport(name: "ana", answers: 3, lastAnswerAt: now - lastAnswer)])
  }

  @Test("A job at work, with answers coming in, needs nobody")
  func inOrder() {
    #expect(report().attention(now: now).isEmpty)
  }

  @Test("Open alarms come first, then a failed round, then what people lack")
  func order() {
    var report = report(
      LoopReport(state: .failed, round: 4, isRunning: false, failure: "no disk"), lastAnswer: 5000)
    report.alarms = [
      AlarmReport(
        id: 7, alarm: Alarm(.audits, contradicting: 9, of: 20, expected: 0.1, round: 3),
        raisedAt: now)
    ]
    #expect(
      report.attention(now: now)
        == [.alarm(id: 7), .roundFailed(round: 4), .loopNotRunning, .nobodyLabels])
  }

  @Test("Silence counts from when it was watched, and only while something is asked")
  func silence() {
    let quiet = report(lastAnswer: 5000)
    #expect(quiet.attention(now: now) == [.nobodyLabels])
    #expect(quiet.attention(watchedSince: now - 60, now: now).isEmpty)
    var new = report(lastAnswer: 5000)
    new.events = [EventReport(id: 1, at: now - 60, event: .jobCreated(items: 100, labeled: 0))]
    #expect(new.attention(now: now).isEmpty)
    #expect(report(queued: 0, lastAnswer: 5000).attention(now: now) == [.nothingLeft])
  }

  @Test("Where those present have answered all that they may, others are needed")
  func others() {
    let quiet = report(lastAnswer: 5000)
    #expect(quiet.attention(isWaitingForOthers: true, now: now) == [.morePeopleNeeded])
    let working = report(LoopReport(state: .working, isRunning: true))
    #expect(working.attention(isWaitingForOthers: true, now: now).isEmpty)
    #expect(report(queued: 0).attention(isWaitingForOthers: true, now: now) == [.nothingLeft])
  }

  @Test("A loop that is about to begin a round leaves people nothing only for a moment")
  func due() {
    #expect(report(LoopReport(isRunning: true), queued: 0).attention(now: now).isEmpty)
  }

  @Test("Of a job that is over nothing else is said", arguments: LabelingJobStatus.allCases)
  func over(status: LabelingJobStatus) {
    let found = report(LoopReport(isRunning: false), status: status).attention(now: now)
    #expect(found.contains(.over(status)) == status.isOver)
  }
}
