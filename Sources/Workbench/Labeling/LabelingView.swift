import Domain
import Foundation
import TerminalUI

/// The labeling screen: the question, the item, its labels, the last answers, the split.
package struct LabelingView: WorkView {
  package static let scope = Scope(.view, "While labeling", footerRows: 2)
  package static let detail = ReportDetail.summary

  package internal(set) var queue = WorkQueue()
  var reading = Reading()
  var finder: LabelFinder?
  /// The item that a rejection is being asked about.
  var rejecting: Item.ID?
  /// The item that a note is being written on.
  var noted: Item.ID?
  /// The undo commands given while a change was under way; they are carried out after it.
  var waitingUndos = 0
  var isFetching = false
  /// No more tasks are asked for before this time.
  var nextFetch = Date.distantPast

  package init() {}

  package func notice(_ context: ViewContext) -> Notice? {
    guard let task = queue.current, task.leaseEndsAt <= context.now else { return nil }
    return Notice(
      "Time is up: others may get this item; your answer counts if it is the first.",
      style: .warning)
  }

  package func offers(_ command: Command, _ context: ViewContext) -> Bool {
    switch command {
    case .retry: context.pending.isFailed
    case .wholeStack: queue.current?.nearDuplicates.isEmpty == false
    case .nextLines: queue.current.map { reading.isLong($0.item.id) } ?? false
    default: true
    }
  }

  package func refusal(of command: Command, _ context: ViewContext) -> Refusal? {
    if command.scrolls, !offers(.nextLines, context) {
      return .impossible("The whole text is on the screen.")
    }
    guard command.isAboutItem else { return nil }
    if context.pending.isBusy { return .tooEarly("the next item was not there yet") }
    guard let task = queue.current else {
      return .impossible(
        command == .wholeStack ? Self.noStack : "There is no item to label now.")
    }
    if !queue.isSeen { return .tooEarly("the item was not on the screen yet") }
    return command == .wholeStack && task.nearDuplicates.isEmpty && reading.isComplete
      ? .impossible(Self.noStack) : nil
  }

  private static let noStack = "The item has no open near-duplicates."
}

extension Command {
  /// Give the item this label.
  package static func label(_ index: Int) -> Command { Command("label", label: index) }
  package static let undo = Command("undo")
  package static let later = Command("later")
  package static let reject = Command("reject")
  /// Apply the next label to the item and its near-duplicates, or to the item alone again.
  package static let wholeStack = Command("whole stack")
  package static let nextLines = Command("next lines")
  package static let previousLines = Command("previous lines")
  package static let nextLine = Command("next line")
  package static let previousLine = Command("previous line")
  package static let firstLine = Command("first line")
  package static let lastLine = Command("last line")
  package static let notTheKind = Command("reject: not the kind")
  package static let unreadable = Command("reject: unreadable")
  package static let otherLanguage = Command("reject: other language")
  package static let duplicate = Command("reject: duplicate")
  package static let ownReason = Command("reject: own reason")

  /// Shows another part of the item's text.
  fileprivate var scrolls: Bool {
    [.nextLines, .previousLines, .nextLine, .previousLine, .firstLine, .lastLine].contains(self)
  }

  /// Applies to the item on the screen.
  fileprivate var isAboutItem: Bool {
    label != nil || digit != nil
      || [.later, .reject, .note, .wholeStack, .findLabel].contains(self)
  }
}

extension Scope {
  /// Asked why an item is rejected.
  package static let rejection = Scope(.dialog, "Rejecting an item", footerRows: 2)
  /// Typing a reason.
  package static let reason = Scope(.dialog, "Typing a reason")
}
