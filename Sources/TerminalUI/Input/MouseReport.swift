/// A report of the mouse as terminals send it: `ESC [ < button ; column ; row`, and M for a press or m for
/// a release (xterm's control sequences, “SGR mouse mode”).
package struct MouseReport: Sendable, Equatable {
  private let button: Int
  private let column: Int
  private let row: Int
  private let isPress: Bool

  /// The rows that the wheel scrolls at once.
  package static let wheelRows = 3

  /// Reads the scalars after `ESC [`; nil for another sequence.
  package init?(_ sequence: [UInt32]) {
    guard sequence.first == 0x3C, let end = sequence.last, end == 0x4D || end == 0x6D,
      sequence.count < 32
    else { return nil }
    let text = String(String.UnicodeScalarView(sequence.compactMap(Unicode.Scalar.init)))
    let numbers = text.dropFirst().dropLast().split(separator: ";").map { Int($0) }
    guard numbers.count == 3, let button = numbers[0], let column = numbers[1],
      let row = numbers[2]
    else { return nil }
    (self.button, self.column, self.row) = (button, column, row)
    isPress = end == 0x4D
  }

  /// The click or turn of the wheel; nil for a release, other buttons, and buttons with a modifier.
  package var input: TerminalInput? {
    guard isPress, column > 0, row > 0 else { return nil }
    switch button {
    case 0: return .click(row: row - 1, column: column - 1)
    case 64: return .wheel(rows: -Self.wheelRows)
    case 65: return .wheel(rows: Self.wheelRows)
    default: return nil
    }
  }
}
