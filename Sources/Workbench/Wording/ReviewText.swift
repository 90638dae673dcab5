package import Domain

/// The words of the lead's lists.
package enum ReviewText {
  /// Returns a list's name.
  package static func name(_ list: ReviewList) -> String {
    switch list {
    case .disagreements: "disagreements"
    case .doubtful: "doubtful auto-labels"
    case .takenBack: "auto-labels taken back"
    case .answers: "answers"
    case .contradictions: "contradictions"
    case .missedAudits: "audits missed"
    case .missedGold: "gold missed"
    case .rejected: "rejected"
    case .notes: "notes"
    case .adjudicated: "decided by the lead"
    case .items: "all items"
    }
  }

  /// Returns what an item is now: “Business”, “rejected”.
  package static func label(_ standing: ItemStanding, _ labels: LabelSet) -> String {
    if let label = standing.label { return labels.name(at: label) }
    switch standing.origin {
    case .rejected: return "rejected"
    case .reopened: return "asked again"
    default: return "–"
    }
  }

  /// Returns where an item's label is from, with its confidence: “model 61.2 %”.
  package static func origin(_ standing: ItemStanding) -> String {
    let share = standing.confidence.map { " " + NumberText.percent($0) } ?? ""
    switch standing.origin {
    case .people: return "people" + share
    case .lead: return "lead"
    case .auto: return "model" + share
    case .initial: return "input"
    case .initialAuto: return "input, a model"
    case .rejected: return standing.reason.map(EventText.text) ?? ""
    case .reopened: return ""
    case .unlabeled: return standing.round.map { "taken back in round \($0)" } ?? ""
    }
  }

  /// Returns why a row is in its list: who said what; empty for lists of what the model did.
  package static func entry(
    _ row: ReviewRow, _ list: ReviewList, _ labels: LabelSet, _ clock: ClockText
  ) -> String {
    guard let entry = row.entry else {
      return modelSaid(row, labels) ?? ""
    }
    let label = entry.label.map { labels.name(at: $0) }
    let words = entry.words?.inOneLine
    let said =
      switch list {
      case .missedAudits:
        "\(label ?? "–"), not \(entry.predicted.map { labels.name(at: $0) } ?? "–")"
      case .contradictions:
        [entry.label == row.standing.label ? nil : label, modelSaid(row, labels)]
          .compactMap(\.self).joined(separator: ", ")
      case .missedGold: "\(label ?? "rejected"), not \(Self.label(row.standing, labels))"
      case .disagreements:
        row.opinions.map { "\($0.worker) \(labels.name(at: $0.label))" }.joined(separator: ", ")
      case .adjudicated: [label, words].compactMap(\.self).joined(separator: ": ")
      default: label ?? words ?? ""
      }
    return list == .disagreements ? said : "\(entry.worker) \(clock.minute(entry.at)) \(said)"
  }

  private static func modelSaid(_ row: ReviewRow, _ labels: LabelSet) -> String? {
    row.predicted.map { "the model said \(labels.name(at: $0))" }
  }

  /// Returns a row as a line of text.
  package static func line(
    _ row: ReviewRow, _ list: ReviewList, _ labels: LabelSet, _ clock: ClockText
  ) -> String {
    let parts = [
      "line \(row.item.id + 1)", label(row.standing, labels), origin(row.standing),
      entry(row, list, labels, clock), row.item.text.inOneLine,
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: " · ")
  }
}
