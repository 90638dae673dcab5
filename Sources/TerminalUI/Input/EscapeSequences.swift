/// Puts a terminal's control sequences together, also those that come in pieces.
///
/// Without it the rest of a sequence that is late (a slow line), or that ncurses does not know (Ctrl and
/// an arrow, an answer of the terminal), would come apart into letters and digits, and those give
/// labels. The forms are those of ECMA-48, section 5.
package struct EscapeSequences {
  /// The meaning of a character that ends a sequence, or belongs to none.
  package enum Found: Equatable, Sendable {
    /// One that belongs to no sequence.
    case character(UInt32)
    case key(Key)
    case mouse(MouseReport)
    case pasteStart
    case pasteEnd
  }

  private enum State: Equatable {
    case ground
    /// An escape, and nothing behind it yet.
    case escape
    /// An escape that was taken for the key: what is late may still follow.
    case lateEscape
    /// A control sequence, which a character from @ to ~ ends.
    case control([UInt32])
    /// One character more, of a key.
    case single
    /// A string, which BEL or an escape and a backslash end.
    case string(hasEscape: Bool)
    /// The bytes that are left of an older report of the mouse.
    case bytes(Int)
  }

  /// A sequence of which nothing has come for so long has ended.
  private static let longestPause = Duration.seconds(2)
  /// A key that comes later than this after an escape alone is itself.
  private static let longestEscape = Duration.milliseconds(500)

  /// Whether older reports of the mouse are asked for, which have three bytes behind their end.
  package var readsMouse = false

  private var state = State.ground
  private var latest = ContinuousClock.now

  package init() {}

  /// Takes the next character; nil if it belongs to a sequence that goes on, or that is nothing.
  package mutating func take(_ value: UInt32, at now: ContinuousClock.Instant) -> Found? {
    let longest = state == .lateEscape ? Self.longestEscape : Self.longestPause
    if latest.duration(to: now) > longest { state = .ground }
    latest = now
    switch state {
    case .ground: return begin(value)
    case .escape: return second(value)
    case .lateEscape:
      state = .ground
      return [0x5B, 0x4F, 0x5D].contains(value) ? second(value) : begin(value)
    case .control(let before): return control(before + [value])
    case .single:
      state = .ground
      return .key(Self.keys[[value]] ?? .other)
    case .string(let hasEscape):
      if value == 7 || (hasEscape && value == 0x5C) {
        state = .ground
      } else {
        state = .string(hasEscape: value == 27)
      }
      return nil
    case .bytes(let left):
      state = left > 1 ? .bytes(left - 1) : .ground
      return nil
    }
  }

  /// Ends a batch of characters: an escape alone was the key.
  package mutating func endBatch() -> Found? {
    guard state == .escape else { return nil }
    state = .lateEscape
    return .key(.escape)
  }

  /// Forgets what has come of a sequence: a key that ncurses knows came instead.
  package mutating func reset() { if case .string = state { return } else { state = .ground } }

  private mutating func begin(_ value: UInt32) -> Found? {
    guard value == 27 else { return .character(value) }
    state = .escape
    return nil
  }

  private mutating func second(_ value: UInt32) -> Found? {
    switch value {
    case 27:
      state = .escape
      return .key(.escape)
    case 0x5B: state = .control([])
    case 0x4F: state = .single
    // Strings: DCS, SOS, OSC, PM, APC.
    case 0x50, 0x58, 0x5D, 0x5E, 0x5F: state = .string(hasEscape: false)
    default:
      state = .ground
      return .key(.other)
    }
    return nil
  }

  private mutating func control(_ sequence: [UInt32]) -> Found? {
    guard let last = sequence.last, 0x40...0x7E ~= last else {
      // A longer one is none of a key.
      state = sequence.count < 256 ? .control(sequence) : .ground
      return nil
    }
    state = .ground
    if let report = MouseReport(sequence) { return .mouse(report) }
    if readsMouse && sequence == [0x4D] {
      state = .bytes(3)
      return nil
    }
    switch String(String.UnicodeScalarView(sequence.compactMap(Unicode.Scalar.init))) {
    case "200~": return .pasteStart
    case "201~": return .pasteEnd
    default: return .key(Self.keys[sequence] ?? .other)
    }
  }

  /// The keys of xterm and its kin, which ncurses knows where they come in one piece.
  private static let keys: [[UInt32]: Key] = {
    let all: [(String, Key)] = [
      ("A", .up), ("B", .down), ("C", .right), ("D", .left), ("H", .home), ("F", .end),
      ("1~", .home),
      ("4~", .end), ("7~", .home), ("8~", .end), ("3~", .delete), ("5~", .pageUp),
      ("6~", .pageDown),
      ("Z", .backTab), ("M", .enter),
    ]
    return Dictionary(uniqueKeysWithValues: all.map { ($0.unicodeScalars.map(\.value), $1) })
  }()
}
