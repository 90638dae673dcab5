package import TerminalUI

/// A question on top of a view, answered by the keys of its scope or by a typed text.
package struct Dialog: Sendable, Equatable {
  package let scope: Scope
  package let question: String
  /// The text that is being typed, and what its keys do; nil for a choice of keys.
  package var field: TextField?
  package let note: String
  /// The view draws it among its own parts, and no box.
  let isInline: Bool

  package init(
    _ scope: Scope, _ question: String, field: TextField? = nil, note: String = "",
    isInline: Bool = false
  ) {
    self.scope = scope
    self.question = question
    self.field = field
    self.note = note
    self.isInline = isInline
  }
}

/// The part of the screen for a dialog.
package struct DialogSpace: Sendable, Equatable {
  /// The part in whose middle it stands.
  package let columns: Rect
  /// The first row that it may cover; nil to put it into the middle of the screen.
  package let top: Int?
  /// The row that it should not reach.
  package let bottom: Int

  package init(columns: Rect, top: Int?, bottom: Int) {
    self.columns = columns
    self.top = top
    self.bottom = bottom
  }

  static func middle(of size: Size) -> DialogSpace {
    let all = Rect(row: 0, column: 0, rows: size.rows, columns: size.columns)
    return DialogSpace(columns: all.inset(columns: 2), top: nil, bottom: size.rows)
  }
}
