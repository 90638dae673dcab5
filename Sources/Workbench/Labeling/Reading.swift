import Domain

/// The part of an item's text that a screen shows, in lines.
package struct ShownText: Sendable, Equatable {
  /// Counted from 0.
  let first: Int
  let rows: Int
  let total: Int
  /// Characters of the whole text that the terminal cannot show.
  let hidden: Int

  var isWhole: Bool { rows >= total }
  var hasEnd: Bool { first + rows >= total }
}

/// The part of the text of the item on the screen that has been read.
package struct Reading: Sendable, Equatable {
  private var item: Item.ID?
  private var shown: ShownText?
  private var first = 0
  /// The end has been on the screen and could be read, or the person has seen enough.
  private(set) var isComplete = false
  /// The label whose key was pressed before the reading was complete.
  private var held: Int?

  /// Notes that a text is on the screen; `isKnown` if the person had it before.
  mutating func note(_ text: ShownText?, of item: Item.ID?, isKnown: Bool) {
    guard let text, let item else { return }
    if self.item != item { self = Reading(item: item) }
    shown = text
    first = text.first
    if isKnown || text.hasEnd && text.hidden == 0 { isComplete = true }
  }

  package init() {}

  private init(item: Item.ID) {
    self.item = item
  }

  /// Returns the first line to show of an item's text.
  func first(of item: Item.ID) -> Int { item == self.item ? first : 0 }

  /// The text is longer than its part of the screen.
  func isLong(_ item: Item.ID) -> Bool { item == self.item && shown?.isWhole == false }

  /// The person says that enough was seen.
  mutating func complete() { isComplete = true }

  /// Returns whether a label may be given: at once when the reading is complete, otherwise the
  /// second time that it is asked for.
  mutating func allows(_ label: Int) -> Bool {
    if isComplete || held == label { return true }
    held = label
    return false
  }

  /// Scrolls by lines, and no further than the ends.
  mutating func scroll(by lines: Int) {
    guard let shown else { return }
    held = nil
    first = max(0, min(first + lines, shown.total - shown.rows))
  }

  /// Scrolls by screens; a line of the one before stays.
  mutating func turn(by pages: Int) {
    scroll(by: pages * max(1, (shown?.rows ?? 1) - 1))
  }

  /// Says why a label was held back; nil if the reading is complete.
  func question(again key: String) -> String? {
    guard !isComplete, let shown else { return nil }
    guard shown.hasEnd else {
      return "The text goes on: Space shows the rest; \(key) again labels it all the same."
    }
    return "\(NumberText.counted(shown.hidden, "character")) cannot be shown here; \(key) again"
      + " labels it all the same."
  }
}
