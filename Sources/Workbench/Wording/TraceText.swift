package import Domain
package import Foundation

/// The life of one item, as lines.
package struct TraceText: Sendable {
  /// Something that happened to the item.
  package struct Entry: Sendable {
    package let at: Date
    package let text: String
  }

  private let history: ItemHistory
  private let labels: LabelSet
  private let rounds: [RoundReport]
  private let prediction: ItemPrediction?
  private let scores: [ItemScore]
  private let workers: Int
  private let clock: ClockText

  package init(
    _ history: ItemHistory, _ report: ProjectReport, prediction: ItemPrediction?,
    scores: [ItemScore] = [], clock: ClockText = .utc
  ) {
    self.history = history
    self.clock = clock
    (labels, rounds, workers) = (report.labels, report.rounds, report.settings.workersPerItem)
    self.prediction = prediction
    self.scores = scores
  }

  /// The events, oldest first, with times, and the present state.
  package var lines: [String] {
    past.map { "  \(clock.stamp($0.at))  \($0.text.inOneLine)" }
      + ["now"] + present.map { "  \($0)" }
  }

  /// The events, oldest first.
  package var past: [Entry] {
    (created + tasks + holds + history.answers.flatMap(answer) + notes + scored + auto + settled)
      .enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
      .map(\.element)
  }

  /// The present state: the model's opinion and the label.
  package var present: [String] { model + lost + [label] }

  private func name(_ label: Int) -> String { "“\(labels.name(at: label))”" }

  private var created: [Entry] {
    history.createdAt.map { [Entry(at: $0, text: "The job was created.")] } ?? []
  }

  private var tasks: [Entry] {
    guard let task = history.task else { return [] }
    let reason =
      switch task.kind {
      case .start: "drawn at random before the first round"
      case .choice: "chosen by round \(task.round): the model was doubtful"
      case .audit: "as a blind check of an auto-label, by round \(task.round)"
      case .repetition: "as a blind second question, by round \(task.round)"
      case .gold: "unmarked, of one worker: its label is known"
      case .reopened: "asked again as the lead decided"
      }
    let votes =
      workers > 1 && task.votes > 0
      ? "; \(NumberText.counted(task.votes, "answer")) of \(workers) in" : ""
    let predicted = task.predicted.map { "; the round would give \(name($0))" } ?? ""
    return [Entry(at: task.queuedAt, text: "Queued for people, \(reason)\(predicted)\(votes).")]
  }

  private var holds: [Entry] {
    history.leases.map {
      let end = $0.endsAt.map { ", until \(clock.stamp($0))" } ?? ""
      return Entry(at: $0.since, text: "\($0.worker) got it\(end).")
    } + history.putOff.map { Entry(at: $0.since, text: "\($0.worker) put it off for later.") }
  }

  private var notes: [Entry] {
    history.notes.map { Entry(at: $0.at, text: "\($0.worker) noted: \($0.text)") }
  }

  /// The rounds until people settled on a label.
  private var open: [RoundReport] {
    rounds.filter { $0.publishedAt <= history.settled?.at ?? .distantFuture }
  }

  /// The predictions of the rounds, each beside the least chance at which it gave labels; rounds that say the same
  /// are told together.
  private var scored: [Entry] {
    let known = Dictionary(scores.map { ($0.round, $0) }) { $1 }
    let told = open.compactMap { round in
      known[round.number].map { (round: round, words: words($0, round)) }
    }
    let runs = told.indices.filter { $0 == 0 || told[$0].words != told[$0 - 1].words }
    return runs.enumerated().map { place, first in
      let last = (place + 1 < runs.count ? runs[place + 1] : told.count) - 1
      let numbers = (told[first].round.number, told[last].round.number)
      let which = first == last ? "Round \(numbers.0)" : "Rounds \(numbers.0) to \(numbers.1)"
      return Entry(at: told[first].round.publishedAt, text: "\(which): \(told[first].words).")
    }
  }

  private func words(_ score: ItemScore, _ round: RoundReport) -> String {
    let least = round.threshold.map { "labels from \(NumberText.percent($0)) on" } ?? "no labels"
    return
      "\(name(score.label)), right with a chance of \(NumberText.percent(score.chance)); \(least)"
  }

  /// Rounds of which no file says what they predicted.
  private var lost: [String] {
    let known = Set(scores.map(\.round) + [prediction?.round].compactMap(\.self))
    let lost = open.map(\.number).filter { !known.contains($0) }
    guard let first = lost.first, let last = lost.last else { return [] }
    let which = lost.count == 1 ? "round \(first)" : "\(lost.count) rounds from \(first) to \(last)"
    return ["earlier: what \(which) predicted is not kept"]
  }

  private var auto: [Entry] {
    guard let auto = prediction?.autoLabel, let prediction,
      let first = rounds.first(where: { $0.number == auto.since })
    else { return [] }
    let since = auto.since == prediction.round ? "" : ", as each round since"
    let confidence = NumberText.percent(auto.confidence)
    return [
      Entry(
        at: first.publishedAt,
        text: "Round \(auto.since) auto-labeled it \(name(auto.label))\(since); confidence "
          + "\(confidence).")
    ]
  }

  private var settled: [Entry] {
    guard let settled = history.settled else { return [] }
    let what = settled.label.map(name) ?? "rejected"
    switch settled.origin {
    case "worker":
      let share =
        history.answers.count > 1 ? " (\(NumberText.percent(settled.agreement)) agree)" : ""
      return [Entry(at: settled.at, text: "Settled by people: \(what)\(share).")]
    // Told by the decision itself.
    case "adjudicated": return []
    case "rejected":
      let reason = settled.rejection.map(EventText.text) ?? ""
      return [Entry(at: settled.at, text: "Taken out of the job: \(reason).")]
    case "initialAuto":
      return [Entry(at: settled.at, text: "It came with \(what), a model's label of the past.")]
    default: return [Entry(at: settled.at, text: "It came with \(what), a label of people.")]
    }
  }
}

extension TraceText {
  private func decision(_ answer: ItemHistory.Answer) -> [Entry] {
    let what =
      answer.label.map { "gave it \(name($0))" }
      ?? answer.rejection.map { "took it out of the job (\(EventText.text($0)))" }
      ?? "had it asked again"
    let because = answer.because.map { ": \($0)" } ?? ""
    let undone = answer.undoneAt.map { Entry(at: $0, text: "Decision \(answer.id) was undone.") }
    return [
      Entry(
        at: answer.submittedAt,
        text: "\(answer.worker), the lead, \(what), decision \(answer.id), round \(answer.round)"
          + because)
    ] + (undone.map { [$0] } ?? [])
  }

  private func answer(_ answer: ItemHistory.Answer) -> [Entry] {
    if answer.purpose == "adjudication" { return decision(answer) }
    let what =
      answer.label.map { "answered \(name($0))" }
      ?? "rejected it (\(answer.rejection.map(EventText.text) ?? ""))"
    let spent = answer.secondsSpent > 0 ? " after \(ClockText.duration(answer.secondsSpent))" : ""
    var entries = [
      Entry(
        at: answer.submittedAt,
        text: "\(answer.worker) \(what)\(spent), answer \(answer.id), round \(answer.round)"
          + "\(why(answer))\(fate(answer)).")
    ]
    if let undone = answer.undoneAt {
      entries.append(Entry(at: undone, text: "\(answer.worker) undid answer \(answer.id)."))
    }
    if let aside = answer.setAside {
      entries.append(
        Entry(
          at: aside.at, text: "\(aside.by) set answer \(answer.id) aside: \(aside.reason)"))
    }
    return entries
  }

  private func why(_ answer: ItemHistory.Answer) -> String {
    if let other = answer.givenWith {
      return ", given together with its near-duplicate in line \(other + 1)"
    }
    switch answer.purpose {
    case "audit":
      guard let predicted = answer.auditPredicted else { return ", a blind check" }
      let said = ", a blind check: the model had said \(name(predicted))"
      guard let label = answer.label else { return said }
      return said + (predicted == label ? ", too" : ", which this answer contradicts")
    case "repeat": return ", a blind second answer"
    case "gold": return ", a blind answer to a known label"
    default: return ""
    }
  }

  private func fate(_ answer: ItemHistory.Answer) -> String {
    if answer.undoneAt != nil || answer.setAside != nil { return "; it does not count any more" }
    if ["repeat", "gold"].contains(answer.purpose) {
      return "; it measures errors and changes no label"
    }
    return answer.isCounted ? "" : "; others had settled it before, so it does not count"
  }

  /// The present model's opinion.
  private var model: [String] {
    guard let prediction else { return ["model: no round has been published yet"] }
    let round = rounds.first { $0.number == prediction.round }
    let threshold = round?.threshold.map {
      "; it labels what is right with a chance of \(NumberText.percent($0)) or more"
    }
    guard let shares = prediction.probabilities else {
      return ["model: the predictions of round \(prediction.round) are gone"]
    }
    let sorted = shares.enumerated().sorted { ($1.element, $0.offset) < ($0.element, $1.offset) }
    let best = sorted.prefix(4).map { "\(name($0.offset)) \(NumberText.percent($0.element))" }
    return [
      "model: round \(prediction.round) predicts \(best.joined(separator: ", "))"
        + "\(threshold ?? "; nothing was auto-labeled")"
    ]
  }

  private var label: String {
    if let settled = history.settled {
      guard let label = settled.label else { return "label: none, it was rejected" }
      let by = ["initialAuto": "a model", "adjudicated": "the lead"][settled.origin] ?? "people"
      return "label: \(name(label)), by \(by)"
    }
    if history.task?.kind == .reopened { return "label: none until people have answered again" }
    guard let auto = prediction?.autoLabel else { return "label: none yet" }
    return "label: \(name(auto.label)), by the model, since round \(auto.since)"
  }
}
