import Domain
import Learning

/// The tasks of a round, and the human labels that make the next one due.
struct NextTasks {
  var tasks: [QueuedTask]
  var labelsForNextRound: Int
}

extension Round {
  /// Returns the tasks for people; the random draws among them are noted as evidence.
  func tasks(_ judged: inout RoundJudgement, _ snapshot: LabelSnapshot) -> NextTasks {
    let labels = snapshot.labels.count
    // Answers to tasks that are still out change nothing of what was checked.
    if judged.isComplete { return NextTasks(tasks: [], labelsForNextRound: pool.count + 1) }
    let repeats = repeats(judged, snapshot)
    if let closing = closingTasks(&judged, snapshot) {
      // Without a further label, the round is due when the queue is empty.
      let count = closing.isEmpty ? pool.count : closing.count
      return NextTasks(tasks: closing + repeats.contradicted, labelsForNextRound: labels + count)
    }
    let batch = plan.batch(after: labels)
    let chosen = choose(judged, snapshot, batch: batch)
    note(chosen, snapshot, &judged)
    var generator = SeededGenerator(seed: turn.seed ^ 0x0AE1)
    return NextTasks(
      tasks: chosen.inserting(
        repeats.contradicted + repeats.random, amongFirst: batch, using: &generator),
      labelsForNextRound: labels + batch)
  }

  private func choose(
    _ judged: RoundJudgement, _ snapshot: LabelSnapshot, batch: Int
  ) -> [QueuedTask] {
    let held = Set(snapshot.held)
    let free = judged.open.filter { !held.contains($0) }
    if let random = randomTasks(judged, free, batch: batch) { return random }
    if let wanted = judged.wish?.human.filter({ !held.contains($0) }), !wanted.isEmpty {
      return selector(batch, judged).select(from: free, wanted: wanted, scored: judged.scored)
        .tasks(judged.scored)
    }
    // Rows that the model may not label, since too few of their class were met, are asked first.
    let unmet = free.filter { !judged.coverage.allows(judged.scored.labels[$0]) }
    let first = judged.hold == nil ? Array(unmet.prefix(batch / 2)) : []
    let isFirst = Set(first)
    // An external strategy that asks for no annotation would keep the job from ending.
    let rest = selector(batch - first.count, judged).select(
      from: free.filter { !isFirst.contains($0) },
      autoLabeled: judged.decision.autoLabels.map(\.row).filter { !isFirst.contains($0) },
      scored: judged.scored, pool: pool)
    return first.map {
      QueuedTask(item: $0, kind: .choice, predicted: judged.scored.labels[$0])
    } + rest.tasks(judged.scored)
  }

  private func selector(_ batch: Int, _ judged: RoundJudgement) -> BatchSelector {
    BatchSelector(
      batch: batch, auditShare: plan.auditShare, reserve: plan.reserve,
      strategy: settings.strategy, seed: settings.seed(round: number))
  }

  /// Returns uniform draws while random answers are missing, and others to do while the next round
  /// runs; nil otherwise.
  private func randomTasks(
    _ judged: RoundJudgement, _ free: [Int], batch: Int
  ) -> [QueuedTask]? {
    switch judged.hold {
    case .randomAnswers, .unseenLabels: break
    case .alarm, nil: return nil
    }
    var generator = SeededGenerator(seed: turn.seed ^ 0x4A2D)
    let chance = Double(min(batch, free.count)) / Double(max(1, free.count))
    let drawn = generator.permutation(of: free.count).prefix(batch + plan.reserve).map { free[$0] }
    return drawn.enumerated().map { place, row in
      QueuedTask(
        item: row, kind: place < batch ? .audit : .choice, predicted: judged.scored.labels[row],
        inclusion: place < batch ? chance : nil)
    }
  }

  /// Keeps the audits of a batch as draws from their populations.
  private func note(
    _ tasks: [QueuedTask], _ snapshot: LabelSnapshot, _ judged: inout RoundJudgement
  ) {
    let audits = tasks.filter { $0.kind == .audit }
    let isAuto = Set(judged.decision.autoLabels.map(\.row))
    let uniform = Double(audits.count) / Double(max(1, judged.open.count - snapshot.held.count))
    judged.evidence.removeUnanswered(judged.answers, keeping: Set(snapshot.held))
    judged.evidence.draws += audits.map {
      draw($0, isAuto.contains($0.item) ? .autoLabels : .others, uniform, judged, snapshot)
    }
  }

  func draw(
    _ task: QueuedTask, _ population: AuditDraw.Population, _ uniform: Double,
    _ judged: RoundJudgement, _ snapshot: LabelSnapshot
  ) -> AuditDraw {
    AuditDraw(
      row: task.item, round: number, population: population,
      predicted: judged.scored.labels[task.item],
      inclusion: task.inclusion ?? uniform, uniform: uniform,
      humanLabels: snapshot.labels.count, allowed: 1 - settings.target,
      probability: max(0, judged.scored.probabilities[task.item] - judged.bias))
  }

  /// Returns the items to be asked again: where an audit contradicts an auto-label, and a random
  /// share that measures how often single answers are wrong.
  private func repeats(
    _ judged: RoundJudgement, _ snapshot: LabelSnapshot
  ) -> (contradicted: [QueuedTask], random: [QueuedTask]) {
    guard plan.repeatShare > 0 else { return ([], []) }
    let held = Set(snapshot.held)
    let contradicted = judged.evidence.draws.filter {
      $0.isOfAutoLabels && !held.contains($0.row)
        && $0.outcome(judged.answers.of($0.row)) == .contradicted
    }
    let share = repeatShare(snapshot, judged.evidence)
    var generator = SeededGenerator(seed: turn.seed ^ 0x2E9E)
    let wanted = share * Double(plan.batch(after: snapshot.labels.count))
    let count = Int(wanted) + (generator.nextUnit() < wanted - wanted.rounded(.down) ? 1 : 0)
    let drawn = Set(judged.evidence.draws.map(\.row))
    let free = snapshot.labels.map(\.item).filter {
      judged.answers.of($0).count == 1 && !held.contains($0) && !drawn.contains($0)
        && !judged.evidence.initialRows.contains($0)
    }
    let random = (0..<min(count, free.count)).map { _ in free[generator.next(below: free.count)] }
    return (contradicted.map { .again($0.row) }, Set(random).sorted().map { .again($0) })
  }

  /// Repeats are asked ten times as often once two answers have differed.
  private func repeatShare(_ snapshot: LabelSnapshot, _ evidence: PromiseEvidence) -> Double {
    let seen = answerAgreement(snapshot, evidence)
    return seen.disagreements > 0 ? min(0.5, 10 * plan.repeatShare) : plan.repeatShare
  }
}

extension QueuedTask {
  fileprivate static func again(_ item: Item.ID) -> QueuedTask {
    QueuedTask(item: item, kind: .repetition)
  }
}

extension [QueuedTask] {
  /// Puts others at random places among the first of these.
  fileprivate func inserting(
    _ others: [QueuedTask], amongFirst count: Int, using generator: inout SeededGenerator
  ) -> [QueuedTask] {
    var result = self
    for task in others {
      result.insert(
        task, at: generator.next(below: Swift.min(count, result.count) + 1))
    }
    return result
  }
}
