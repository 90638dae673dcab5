/// What a person wants; keys are only ways to say it.
package enum Command: Sendable, Hashable, CaseIterable {
  /// Give the item the label of the pressed key.
  case label
  case undo
  case later
  case badItem
  /// Give the next answer to the item's whole stack, or again to the item alone.
  case wholeStack
  case retry
  case showGuide
  case nextView
  case previousPage
  case nextPage
  case showHelp
  case close
  case notTheKind
  case unreadable
  case otherLanguage
  case duplicate
  case ownReason
  case confirm
  case leaveUnsaved
  case quit
  case redraw
  case suspend
  case interrupt
}

/// Where a key means something.
package enum Scope: Sendable, Hashable, CaseIterable {
  case labeling
  case dashboard
  /// Help and guide.
  case reading
  /// Asked why an item is bad.
  case badItem
  /// Typing a reason.
  case typing
  /// Asked whether to leave though an answer is not saved.
  case leaving
  /// Wherever nothing is asked.
  case everywhere
  /// Wherever one is, questions included.
  case always

  /// The scopes whose keys count here, nearest first.
  var reach: [Scope] {
    switch self {
    case .labeling, .dashboard, .reading: [self, .everywhere, .always]
    case .badItem, .typing, .leaving: [self, .always]
    case .everywhere, .always: [self]
    }
  }

  package var title: String {
    switch self {
    case .labeling: "While labeling"
    case .dashboard: "On the dashboard"
    case .reading: "In help and guide"
    case .badItem: "When an item is bad"
    case .typing: "Typing a reason"
    case .leaving: "When an answer is not saved"
    case .everywhere: "Everywhere"
    case .always: "Always"
    }
  }
}
