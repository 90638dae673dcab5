package import Domain
package import TerminalUI

/// A view of the workbench, or a page on top of one: its state, its keys, and its drawing.
///
/// A new view conforms to this in a file of its own and is entered in `Views.all`.
package protocol WorkView: Sendable {
  static var scope: Scope { get }
  /// A read-only session has the view, too.
  static var isReadOnly: Bool { get }
  /// Labelers have the view, too.
  static var isForAll: Bool { get }
  /// The part of the project's data that it shows.
  static var detail: ReportDetail { get }
  /// The rows of the key table for the view and its dialogs.
  static func bindings(for labels: LabelSet) -> [Binding]

  init()

  /// The page, or the first line, that is shown, counted from 0.
  var page: Int { get set }

  /// Returns the texts at the right of the title line.
  func facts(_ context: ViewContext) -> [Fact]
  /// The notice in the rule while there is no other one.
  func notice(_ context: ViewContext) -> Notice?
  /// Returns whether the footer offers a command now.
  func offers(_ command: Command, _ context: ViewContext) -> Bool
  /// Says why a command cannot be carried out now; nil if it can.
  func refusal(of command: Command, _ context: ViewContext) -> Refusal?

  /// Carries out a command of the view or its dialog; nil if the command is not the view's.
  mutating func run(_ command: Command, _ context: inout ViewContext) -> [Effect]?
  /// Applies an event other than a key, whether the view is shown or not.
  mutating func update(_ event: Event, _ context: inout ViewContext) -> [Effect]

  /// The row of the rule below the contents.
  func ruleRow(_ context: ViewContext) -> Int
  /// Draws the contents between title and rule, and any rows below the rule.
  func draw(on drawing: inout Drawing, in part: Rect, _ context: ViewContext)
  /// Returns the place of a dialog that keeps its subject readable.
  func dialogSpace(in part: Rect, _ context: ViewContext) -> DialogSpace
}

extension WorkView {
  package static var isReadOnly: Bool { false }
  package static var isForAll: Bool { true }
  package static var detail: ReportDetail { .full }
  package static func bindings(for labels: LabelSet) -> [Binding] { [] }

  package var page: Int {
    get { 0 }
    set {}
  }

  package func facts(_ context: ViewContext) -> [Fact] { context.workerFacts }
  package func notice(_ context: ViewContext) -> Notice? { nil }
  package func offers(_ command: Command, _ context: ViewContext) -> Bool { true }
  package func refusal(of command: Command, _ context: ViewContext) -> Refusal? { nil }

  package mutating func run(_ command: Command, _ context: inout ViewContext) -> [Effect]? { nil }

  package mutating func update(_ event: Event, _ context: inout ViewContext) -> [Effect] { [] }

  /// Just above the keys.
  package func ruleRow(_ context: ViewContext) -> Int {
    let keys = KeyHints(view: self, context: context, scope: Self.scope).rowCount
    return context.size.rows - 1 - keys
  }

  package func dialogSpace(in part: Rect, _ context: ViewContext) -> DialogSpace {
    .middle(of: context.size)
  }
}

/// The reason for which a command is not carried out.
package enum Refusal: Sendable, Equatable {
  /// The key was typed before the item that it would mean could be read.
  case tooEarly(String)
  case impossible(String)

  package var text: String {
    switch self {
    case .tooEarly(let cause): "Not now: \(cause)."
    case .impossible(let reason): reason
    }
  }
}
