import Domain
import Foundation
import TerminalUI

/// The lead's lists: what to look at, an item's whole life, and the lead's decisions.
package struct ReviewView: WorkView {
  package static let scope = Scope(.view, "In the review", footerRows: 2)
  /// Typing a search, a name, a time, a label or a reason.
  package static let field = Scope(.dialog, "When the review asks for a text")
  package static let isReadOnly = true
  package static let isForAll = false

  /// The question of a dialog.
  enum Question: Sendable, Equatable {
    case search
    case worker
    case time
    case label
    case rejection
    case reopening
  }

  /// The scroll of an open item's life.
  package var page = 0
  var request = ReviewRequest(.disagreements)
  var rows: [ReviewRow] = []
  var list = ListBox<Int>(columns: [])
  /// The place where the next part of the list begins; nil if all of it is here.
  var next: ReviewPlace?
  /// The request that is under way.
  var asked: ReviewRequest?
  var isLoaded = false
  /// The item that is open, and its life once it is read.
  var opened: Item.ID?
  var life: ItemLife?
  var question = Question.search
  /// The decisions of this session, for undo: the items of each, the latest last.
  var decisions: [[Item.ID]] = []

  package init() {}

  package func facts(_ context: ViewContext) -> [Fact] {
    [Fact("review", weight: 1), context.savedFact]
  }

  package func offers(_ command: Command, _ context: ViewContext) -> Bool {
    switch command {
    case .showAlarms: context.report?.openAlarms.isEmpty == false
    case .openItem: opened == nil
    case .closeItem: opened != nil || request != ReviewRequest(request.list)
    default: true
    }
  }

  package func refusal(of command: Command, _ context: ViewContext) -> Refusal? {
    if command == .showAlarms {
      return offers(command, context) ? nil : .impossible("No alarm is open.")
    }
    guard Self.decides.contains(command) else { return nil }
    if context.pending.isBusy { return .tooEarly("the decision before is being saved") }
    if command == .undo {
      return decisions.isEmpty ? .impossible("Nothing of this session is left to undo.") : nil
    }
    return chosen.isEmpty ? .impossible("No item is selected.") : nil
  }

  /// The items to decide about: the open one, the marked ones, or the selected one.
  var chosen: [Item.ID] {
    if let opened { return [opened] }
    var seen: Set<Item.ID> = []
    return list.chosen.compactMap { place in
      guard rows.indices.contains(place), seen.insert(rows[place].item.id).inserted else {
        return nil
      }
      return rows[place].item.id
    }
  }

  /// The row that is selected.
  var selected: ReviewRow? {
    list.selection.flatMap { rows.indices.contains($0) ? rows[$0] : nil }
  }
}
