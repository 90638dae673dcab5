import TerminalUI

/// The place where a key has its meaning: a view, a page, a dialog, or everywhere.
package struct Scope: Sendable, Hashable {
  /// The kinds, in the order in which help and README list them.
  package enum Kind: Int, Sendable, Hashable {
    case view
    /// Opened on top of a view, such as the help.
    case page
    /// Asks something on top of a view.
    case dialog
    /// Applies unless a dialog is open.
    case everywhere
    /// Applies always, dialogs included.
    case always
  }

  package let kind: Kind
  package let title: String
  /// The most rows that its keys may take in the footer of a window with at least 16 rows.
  package let footerRows: Int

  package init(_ kind: Kind, _ title: String, footerRows: Int = 1) {
    self.kind = kind
    self.title = title
    self.footerRows = footerRows
  }

  package static let everywhere = Scope(.everywhere, "Everywhere")
  package static let always = Scope(.always, "Always")

  /// This scope and those whose keys apply in it, too; the first one that has a key decides.
  package var inherited: [Scope] {
    switch kind {
    case .view, .page: [self, .everywhere, .always]
    case .dialog: [self, .always]
    case .everywhere, .always: [self]
    }
  }

  /// The most rows of keys in the footer of a window; views leave small windows to the item.
  func mostFooterRows(in size: Size) -> Int {
    kind == .view && size.rows < 16 ? 1 : footerRows
  }
}
