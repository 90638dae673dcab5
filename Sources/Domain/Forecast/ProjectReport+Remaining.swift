package import Foundation

extension ProjectReport {
  /// Estimates what is left for people to do until the job completes.
  package func remaining(now: Date) -> Remaining {
    guard !status.isOver, counts.unlabeled > 0 || quality.promise?.isComplete == false else {
      return .nothing
    }
    guard let labels = labelsLeft(LearningCurve(rounds), target: settings.target) else {
      return .tooFewRounds(
        needed: LearningCurve.leastRounds, published: min(rounds.count, LearningCurve.leastRounds))
    }
    return .known(work(labels, now: now))
  }

  /// Returns what each target of the dial asks of people, by rising target.
  package var dial: [DialEntry] {
    guard !status.isOver else { return [] }
    let reach = quality.promise?.hold == nil ? quality.promise?.reach ?? [] : []
    let curve = LearningCurve(rounds)
    let targets = Set(PromiseReport.Reach.targets + [settings.target]).sorted()
    return targets.map { target in
      DialEntry(
        target: target, isPresent: target == settings.target,
        autoLabels: reach.first { $0.target == target }?.autoLabels,
        share: labelsLeft(curve, target: target).map(share))
    }
  }

  /// Returns the items that people have still to label if this is the target; nil if the rounds do
  /// not tell.
  private func labelsLeft(_ curve: LearningCurve?, target: Double) -> ForecastRange? {
    curve.map { curve in
      LabelForecast(
        curve: curve, target: target, method: quality.promise?.method ?? .checked,
        human: counts.human,
        open: counts.auto + counts.unlabeled,
        check: target == settings.target ? quality.promise?.closing : nil,
        labelsOfRound: rounds.last?.humanLabeled ?? 0
      ).labels
    }
  }

  private func share(_ labels: ForecastRange) -> ForecastRange {
    labels.map { min(1, counts.share(counts.human) + $0 / Double(max(1, counts.total))) }
  }

  private func work(_ labels: ForecastRange, now: Date) -> RemainingWork {
    let least = Double(settings.blindOpinions)
    let most = Double(settings.workersPerItem)
    // Answers to items that others are still to answer are given already.
    let given = Double(counts.votes)
    let answers = ForecastRange(
      low: max(0, labels.low * least - given), value: max(0, labels.value * least - given),
      high: max(0, labels.high * most - given))
    var work = RemainingWork(labels: labels, share: share(labels), answers: answers)
    work.answersPerMinute = answersPerMinute(now: now)
    if let pace = work.answersPerMinute { work.hours = answers.map { $0 / pace / 60 } }
    if let price = settings.price { work.dollars = answers.map { $0 * price } }
    return work
  }

  /// Returns the pace of all together: that of the last minutes or, in a pause of less than an hour,
  /// that of the labels since the rounds of the last hour; nil without either.
  private func answersPerMinute(now: Date) -> Double? {
    let pace = workers.reduce(0) { $0 + $1.answersPerMinute }
    if pace > 0 { return pace }
    let hourAgo = now.addingTimeInterval(-3600)
    guard workers.contains(where: { $0.lastAnswerAt.map { $0 > hourAgo } ?? false }),
      let first = rounds.first(where: { $0.publishedAt > hourAgo })
    else { return nil }
    let answers = Double((counts.human - first.humanLabeled) * settings.blindOpinions)
    let minutes = now.timeIntervalSince(first.publishedAt) / 60
    return answers > 0 && minutes > 0 ? answers / minutes : nil
  }
}
