import Foundation
import Glibc

/// The screen of a terminal that can only clear itself and move its cursor.
///
/// ncurses sends nothing else to a terminal of this description, which makes it easy to read.
struct PlainScreen {
  static let rows = 30
  static let columns = 100

  /// The terminal's name and its description for tic(1).
  static let name = "winnow-plain"
  static let description = """
    \(name)|clears itself and moves its cursor,
    \tcols#\(columns), lines#\(rows), clear=\\E[H\\E[2J, cup=\\E[%i%p1%d;%p2%dH,

    """

  private var cells = Self.blank
  private var (row, column) = (0, 0)
  /// The beginning of a sequence or of a character whose end has not come.
  private var pending: [UInt8] = []

  private static var blank: [[Character]] {
    Array(repeating: Array(repeating: " ", count: columns), count: rows)
  }

  var lines: [String] { cells.map { String($0) } }

  var text: String { lines.joined(separator: "\n") }

  /// Takes in what the program has written.
  mutating func show(_ bytes: [UInt8]) {
    let all = pending + bytes
    var rest = all[...]
    while let first = rest.first {
      guard let count = first == 0x1B ? control(rest) : character(rest) else { break }
      rest = rest.dropFirst(count)
    }
    pending = Array(rest)
  }

  /// Obeys a sequence (ESC [ … letter) and returns its length; nil if it is incomplete.
  private mutating func control(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard bytes.count >= 2 else { return nil }
    guard bytes[bytes.startIndex + 1] == UInt8(ascii: "[") else { return 2 }
    guard let end = bytes.dropFirst(2).firstIndex(where: { 0x40...0x7E ~= $0 }) else { return nil }
    let numbers = String(decoding: bytes[(bytes.startIndex + 2)..<end], as: UTF8.self)
      .split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 1 }
    switch bytes[end] {
    case UInt8(ascii: "H"):
      row = min(max(0, (numbers.first ?? 1) - 1), Self.rows - 1)
      column = min(max(0, (numbers.dropFirst().first ?? 1) - 1), Self.columns - 1)
    case UInt8(ascii: "J"): cells = Self.blank
    default: break
    }
    return end - bytes.startIndex + 1
  }

  /// Shows a character of one column and returns its length in bytes; nil if it is incomplete.
  private mutating func character(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard let first = bytes.first else { return nil }
    let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    guard bytes.count >= length else { return nil }
    guard first >= 0x20 else { return 1 }
    cells[row][column] = String(decoding: bytes.prefix(length), as: UTF8.self).first ?? " "
    column = min(column + 1, Self.columns - 1)
    return length
  }
}
