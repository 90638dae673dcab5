package import Domain

/// The next action of the loop.
package enum LoopAction: Sendable, Equatable {
  /// Draw random items for people, so many, before the first round.
  case queueStart(count: Int)
  /// Train, predict, auto-label, choose, publish.
  case runRound(Int)
  /// Let the challenger do the champion's last round on the same labels.
  case runChallenger(Int)
  /// All is labeled and no task is left: write the final manifest.
  case complete
  /// A stopping condition is met: no more tasks are handed out.
  case endTasks(because: StoppingCondition)
  /// The last tasks that were out are back: the partial manifest is written, the job is over.
  case stop
  /// Nothing to do until someone answers.
  case wait
  /// All is labeled, but an alarm is open: the lead has to look before the job completes.
  case held
  /// The job is over.
  case rest
}

extension LoopAction {
  /// People's labels are trained on or exported.
  var readsLabels: Bool {
    switch self {
    case .runRound, .complete, .stop: true
    case .queueStart, .runChallenger, .endTasks, .wait, .held, .rest: false
    }
  }

  /// Decides what comes next; the same situation always gives the same answer.
  package static func next(
    in situation: LoopSituation, by plan: LoopPlan, hasChallenger: Bool = false
  ) -> LoopAction {
    if situation.status.isOver { return .rest }
    let counts = situation.counts
    // Tasks that a round still wants done, though all is labeled, are there to confirm it.
    let isDone = counts.unlabeled == 0 && counts.queued + counts.leased == 0
    let isKnown = counts.auto == 0 || situation.currentRound == 0 || situation.allowsCompletion
    if isDone && isKnown { return situation.hasOpenAlarm && counts.auto > 0 ? .held : .complete }
    if situation.status == .stopping {
      return counts.leased == 0 ? .stop : .wait
    }
    if let condition = situation.settings.stoppingCondition(counts) {
      return .endTasks(because: condition)
    }
    if situation.settings.isPaused { return .wait }
    let isBehind = situation.challengedRound < situation.currentRound
    if hasChallenger && isBehind { return .runChallenger(situation.currentRound) }
    if !situation.finishedSteps.isEmpty { return .runRound(situation.currentRound + 1) }
    if situation.currentRound == 0 { return atStart(situation, plan) }
    // All is auto-labeled, and nothing is asked that could confirm it: the next round asks.
    if isDone { return .runRound(situation.currentRound + 1) }
    return isDue(situation) ? .runRound(situation.currentRound + 1) : .wait
  }

  private static func atStart(_ situation: LoopSituation, _ plan: LoopPlan) -> LoopAction {
    let counts = situation.counts
    let missing = plan.startLabels - counts.human
    if missing <= 0 { return .runRound(1) }
    let open = counts.queued + counts.leased
    if situation.labelsForNextRound == nil || open == 0 {
      return .queueStart(count: min(missing + plan.reserve, plan.mostOpenTasks, counts.unlabeled))
    }
    return .wait
  }

  /// A round is due when enough answers are in, or when people have nothing left to do and
  /// something has changed since the last one.
  private static func isDue(_ situation: LoopSituation) -> Bool {
    if let due = situation.labelsForNextRound, situation.counts.human >= due { return true }
    let isDry = situation.counts.queued + situation.counts.leased == 0
    return isDry && situation.hasNewAnswers
  }
}
