import Domain
import TerminalUI

/// Texts of title line and rule that several views share.
extension ViewContext {
  /// The worker's own figures, and whether all is saved; the time in a read-only session.
  package var workerFacts: [Fact] {
    guard !setup.isReadOnly else { return [clockFact] }
    return [Fact(setup.worker, weight: 1)] + paceFacts + [savedFact]
  }

  private var paceFacts: [Fact] {
    guard let me = report?.workers.first(where: { $0.name == setup.worker }) else { return [] }
    return [
      Fact("\(NumberText.count(me.answers)) done", weight: 3),
      Fact("\(NumberText.pace(me.answersPerMinute))/min", weight: 2),
    ]
  }

  var savedFact: Fact {
    switch pending {
    case .failed: Fact("NOT SAVED", style: .failure, weight: 9)
    case .busy where !pending.isWithinFrame(at: now):
      Fact("saving…", style: .barStrong, weight: 9)
    case .busy, .none:
      savedAt.map { Fact("saved \(clock.time($0))", style: .barStrong, weight: 9) }
        ?? Fact("all saved", style: .barFaint, weight: 9)
    }
  }

  /// The number of open alarms, on every screen.
  var alarmFacts: [Fact] {
    let open = report?.openAlarms.count ?? 0
    return open == 0 ? [] : [Fact(NumberText.counted(open, "alarm"), style: .failure, weight: 8)]
  }

  var clockFact: Fact {
    Fact(isUnattended ? clock.minute(now) : clock.time(now), style: .barFaint, weight: 1)
  }

  /// The notice in the rule: a failed save has priority, for as long as it lasts.
  func standingNotice(in view: any WorkView) -> Notice? {
    failedChange ?? notices.current ?? observation ?? view.notice(self) ?? failedRound ?? openAlarm
  }

  private var failedChange: Notice? {
    guard case .failed(let change, let message) = pending else { return nil }
    let what = change == .undo ? "Not undone" : "Not saved"
    return Notice(
      "\(what): \(message) · \(keys.keyName(for: .retry)) retries", style: .failure)
  }

  private var observation: Notice? {
    observationFailure.map { failure in
      Notice(
        "Figures of \(clock.time(failure.since)); the project cannot be read: \(failure.message)",
        style: .failure)
    }
  }

  private var openAlarm: Notice? {
    guard let first = report?.openAlarms.first else { return nil }
    return Notice("Alarm \(first.id): \(AlarmText.text(first.alarm))", style: .warning)
  }

  private var failedRound: Notice? {
    guard let loop = report?.loop, loop.state == .failed, let failure = loop.failure else {
      return nil
    }
    return Notice("Round \(loop.round) failed: \(failure)", style: .failure)
  }
}
