import Domain
import Foundation
import TerminalUI

/// The texts that a person types in the review.
extension ReviewView {
  mutating func ask(_ question: Question, _ context: inout ViewContext) {
    self.question = question
    let (text, note, typed) =
      switch question {
      case .search: ("Words in the text", "Enter searches, Esc leaves", request.search)
      case .worker: ("Whose answers?", "nothing for everyone's", request.worker ?? "")
      case .time: ("Which hour?", "14:00, or 2 for two hours ago; nothing for all", "")
      case .label: ("Which label?", labelNote(context.setup.labels), "")
      case .rejection: ("Why reject \(items)?", "Enter rejects, Esc leaves", "")
      case .reopening: ("Why ask again for \(items)?", "Enter reopens, Esc leaves", "")
      }
    context.dialog = Dialog(
      Self.field, text, field: TextField(limit: RejectReason.longest, text: typed), note: note)
  }

  private var items: String { NumberText.counted(chosen.count, "item") }

  private func labelNote(_ labels: LabelSet) -> String {
    let names = ShortNames.fitting(labels.labels.map(\.name), columns: 9)
    let keys = zip(labels.labels, names).compactMap { label, name in
      label.key.map { "\($0) \(name)" }
    }
    // More do not fit beside each other.
    return 1...4 ~= keys.count
      ? keys.joined(separator: " · ") : "its key, the beginning of its name, or its number"
  }

  /// Takes what was typed; the dialog stays where it means nothing.
  mutating func take(_ context: inout ViewContext) -> [Effect] {
    let typed = (context.dialog?.field?.text ?? "").split(separator: " ").joined(separator: " ")
    switch question {
    case .search: request.search = typed
    case .worker: request.worker = typed.isEmpty ? nil : typed
    case .time:
      guard setTime(typed, context) else {
        context.tell("Type a time such as 14:00, or a number of hours.", style: .warning)
        return []
      }
    case .label: return setLabel(typed, &context)
    case .rejection, .reopening: return setReason(typed, &context)
    }
    context.dialog = nil
    return load()
  }

  private mutating func setTime(_ typed: String, _ context: ViewContext) -> Bool {
    guard !typed.isEmpty else {
      (request.since, request.until) = (nil, nil)
      return true
    }
    guard let start = HourText(timeZone: context.setup.timeZone).start(typed, now: context.now)
    else { return false }
    (request.since, request.until) = (start, start.addingTimeInterval(3600))
    if ![.answers, .adjudicated, .rejected, .notes, .missedAudits, .missedGold, .contradictions]
      .contains(request.list)
    {
      request.list = .answers
    }
    return true
  }

  private mutating func setLabel(_ typed: String, _ context: inout ViewContext) -> [Effect] {
    let labels = context.setup.labels
    let keyed = labels.labels.firstIndex { $0.key.map(String.init) == typed }
    guard let label = keyed ?? LabelFinder(labels).highlighted(typed) else {
      context.tell("Type a label's key, or enough of its name to tell it.", style: .warning)
      return []
    }
    context.dialog = nil
    return decide(
      .label(label), because: AdjudicationText.unexplained(.label(label)), &context)
  }

  private mutating func setReason(_ typed: String, _ context: inout ViewContext) -> [Effect] {
    guard !typed.isEmpty else {
      context.tell("Type a reason, or press Esc.", style: .warning)
      return []
    }
    context.dialog = nil
    let isRejection = question == .rejection
    return decide(isRejection ? .reject(.other(typed)) : .reopen, because: typed, &context)
  }
}

/// The beginning of an hour that a person types.
struct HourText {
  let timeZone: TimeZone

  /// Returns when `14:00` was last, or so many hours before; nil for anything else.
  func start(_ typed: String, now: Date) -> Date? {
    let parts = typed.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
    switch parts.count {
    case 1:
      guard let hours = parts[0], 0...10_000 ~= hours else { return nil }
      return now.addingTimeInterval(-3600 * Double(hours) - 1800)
    case 2:
      guard let hour = parts[0], let minute = parts[1], 0..<24 ~= hour, 0..<60 ~= minute else {
        return nil
      }
      let offset = Double(timeZone.secondsFromGMT(for: now))
      let local = now.timeIntervalSince1970 + offset
      let day = (local / 86_400).rounded(.down) * 86_400
      let start = day + Double(hour * 3600 + minute * 60)
      return Date(timeIntervalSince1970: (start > local ? start - 86_400 : start) - offset)
    default: return nil
    }
  }
}
