package import Domain
package import Foundation

/// The lines of `winnow status`.
package enum StatusText {
  package static func lines(_ report: ProjectReport, now: Date) -> [String] {
    let counts = report.counts
    let loop = LoopText(report, now: now)
    return [
      "\(report.jobName): \(report.status.rawValue)",
      line(CountText.people, counts.human, counts), line(CountText.model, counts.auto, counts),
      line(CountText.left, counts.unlabeled, counts),
      line(CountText.rejected, counts.rejected, counts),
    ] + (SharedText(report).line.map { [line("in part", $0)] } ?? []) + [
      line("loop", loop.sentence),
      line("accuracy", QualityText(report).sentence),
      line("to do", RemainingText(report, now: now).sentence),
    ] + dial(report) + known(report) + models(report) + labels(report) + alarms(report)
  }

  /// The work that other targets would ask of people, as an estimate.
  private static func dial(_ report: ProjectReport) -> [String] {
    let entries = report.dial.compactMap { entry in
      entry.share.map {
        "\(DialText.target(entry.target)): \(DialText.whole($0.value)) (\(DialText.range($0)))"
      }
    }
    return entries.isEmpty
      ? []
      : [line("targets", "estimate of what people label: at " + entries.joined(separator: "; "))]
  }

  /// The evidence for the accuracy, as far as there is more to say.
  private static func known(_ report: ProjectReport) -> [String] {
    let quality = QualityText(report)
    return [
      ("check", quality.check), ("answers", quality.answers), ("input", quality.initialLabels),
    ].compactMap { name, texts in texts.map { line(name, $0[0]) } }
  }

  /// Precision and recall of up to twelve labels; `--json` has all.
  private static func labels(_ report: ProjectReport) -> [String] {
    guard report.counts.auto > 0, let labels = report.quality.promise?.labels, labels.count <= 12
    else { return [] }
    return zip(report.labels.labels, labels).filter { $0.0.use == .present }.map { label, quality in
      "    \(label.name): \(LabelQualityText.sentence(quality))"
    }
  }

  private static func alarms(_ report: ProjectReport) -> [String] {
    report.openAlarms.flatMap {
      [
        line("ALARM \($0.id)", AlarmText.text($0.alarm)),
        line("", "to do: " + AlarmText.remedy($0.alarm)),
      ]
    }
  }

  /// The model that gives the labels, if it is not the built-in one, and the challenger.
  private static func models(_ report: ProjectReport) -> [String] {
    let model = report.rounds.last?.model.map { [line("model", $0)] } ?? []
    guard let challenge = report.challenge else {
      return report.rounds.last?.model == "built-in" ? [] : model
    }
    let text = ChallengeText(challenge: challenge).sentence
    return model + [line("challenger", "\(challenge.challenger): \(text)")]
  }

  private static func line(_ name: String, _ count: Int, _ counts: Counts) -> String {
    let share = NumberText.percent(counts.share(count))
    let gap = String(repeating: " ", count: max(0, 7 - share.count))
    return line(name, gap + share + "  " + NumberText.count(count))
  }

  private static func line(_ name: String, _ text: String) -> String {
    "  " + name.padding(toLength: 11, withPad: " ", startingAt: 0) + text
  }
}
