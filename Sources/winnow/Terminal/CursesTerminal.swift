import CCurses
import TerminalUI

/// The terminal that the process was started in, through ncurses.
///
/// Everything that can go wrong with it goes wrong in `init`, before the screen is taken.
final class CursesTerminal: Terminal {
  private let styles: [Style: Int32]
  private let isUTF8: Bool
  private let hasColors: Bool
  private var isLost = false
  private var readsMouse = false
  private var paste: Paste?
  private var sequences = EscapeSequences()
  /// The screen in ncurses' window; nil if the window may have another size since.
  private var shown: Screen?

  init() throws {
    let outcome = cc_open()
    guard outcome == CC_OPENED else { throw CommandError(outcome) }
    isUTF8 = cc_is_utf8()
    hasColors = cc_colors() >= 8
    styles = Theme(colors: Int(cc_colors())).define()
  }

  deinit { cc_close() }

  /// Chooses the locale and returns whether it shows more than ASCII.
  static func showsUTF8() -> Bool { cc_choose_locale() }

  /// Gives the terminal back; nothing may be shown afterwards.
  func close() { cc_close() }

  var size: Size {
    var rows: Int32 = 0
    var columns: Int32 = 0
    cc_size(&rows, &columns)
    return Size(rows: Int(rows), columns: Int(columns))
  }

  // MARK: showing

  func show(_ screen: Screen) {
    guard !isLost else { return }
    var screen = hasColors && isUTF8 ? screen : screen.withoutColors
    if !isUTF8 { screen = screen.inASCII }
    if screen.readsMouse != readsMouse {
      readsMouse = screen.readsMouse
      sequences.readsMouse = readsMouse
      cc_set_mouse(readsMouse)
    }
    let before = shown.flatMap { $0.bounds == screen.bounds ? $0 : nil }
    if before == nil { cc_erase() }
    for row in 0..<screen.rows where before?.cells(inRow: row) != screen.cells(inRow: row) {
      if before != nil { cc_erase_row(Int32(row)) }
      show(row, of: screen)
    }
    shown = screen
    cc_set_cursor(Int32(screen.cursor?.row ?? -1), Int32(screen.cursor?.column ?? 0))
    cc_flush()
  }

  /// Writes a row as runs of one style: cells written one by one after a wide character would
  /// stand a column too far right.
  private func show(_ row: Int, of screen: Screen) {
    let cells = screen.cells(inRow: row)
    var start = cells.startIndex
    while start < cells.endIndex {
      let style = cells[start].style
      let end = cells[start...].firstIndex { $0.style != style } ?? cells.endIndex
      let run = cells[start..<end].indices.flatMap { scalars(at: $0, in: cells) }
      cc_put(
        Int32(row), Int32(start - cells.startIndex), run, Int32(run.count), number(of: style))
      start = end
    }
  }

  /// Returns a cell's scalars, or a sign for a character that this C library cannot print.
  private func scalars(at index: Int, in cells: ArraySlice<Screen.Cell>) -> [UInt32] {
    guard let character = cells[index].character else { return [] }
    if character.isASCII { return character.unicodeScalars.map(\.value) }
    let isWide = index + 1 < cells.endIndex && cells[index + 1].character == nil
    let scalars = character.unicodeScalars.map(\.value)
    let isKnown = scalars.first.map { cc_width($0) == (isWide ? 2 : 1) } ?? false
    guard !isKnown else { return scalars.filter { cc_width($0) >= 0 } }
    let unknown: UInt32 = isUTF8 ? 0xFFFD : 0x3F
    return isWide ? [unknown, 0x20] : [unknown]
  }

  private func number(of style: Style) -> Int32 {
    switch style {
    case .category(let index): styles[.category(index % Style.categoryColors)] ?? 0
    case .categoryKey(let index): styles[.categoryKey(index % Style.categoryColors)] ?? 0
    default: styles[style] ?? 0
    }
  }

  func redraw() {
    shown = nil
    cc_forget()
  }

  func suspend() {
    shown = nil
    cc_suspend()
  }

  // MARK: reading

  func wait(for bell: Bell, atMost milliseconds: Int) {
    let woke = cc_wait(bell.descriptor, Int32(milliseconds))
    if woke & Int32(CC_WOKE_LOST.rawValue) != 0 { isLost = true }
  }

  func readInput() -> [TerminalInput] {
    let signals = readSignals()
    guard !isLost else { return signals + [.lost] }
    let inputs = signals + readKeys()
    if inputs.contains(.resized) || inputs.contains(.resumed) { shown = nil }
    return inputs
  }

  private func readSignals() -> [TerminalInput] {
    var inputs: [TerminalInput] = []
    var number: Int32 = 0
    while true {
      switch cc_take_signal(&number) {
      case CC_SIGNAL_RESIZE: if cc_take_size() { inputs.append(.resized) }
      case CC_SIGNAL_SUSPEND: inputs.append(.stopRequested)
      case CC_SIGNAL_CONTINUE:
        cc_resume()
        inputs.append(.resumed)
      case CC_SIGNAL_END: inputs.append(.terminated(number))
      default: return inputs
      }
    }
  }

  private func readKeys() -> [TerminalInput] {
    var inputs: [TerminalInput] = []
    var value: UInt32 = 0
    while true {
      switch cc_read(&value) {
      case CC_CHARACTER: take(sequences.take(value, at: .now), into: &inputs)
      case CC_FUNCTION_KEY:
        sequences.reset()
        takeFunctionKey(value, into: &inputs)
      default:
        take(sequences.endBatch(), into: &inputs)
        return inputs
      }
    }
  }

  private func take(_ found: EscapeSequences.Found?, into inputs: inout [TerminalInput]) {
    switch found {
    case .character(let value): take(Self.key(scalar: value), into: &inputs)
    case .key(let key): take(key, into: &inputs)
    case .mouse(let report): if let input = report.input { inputs.append(input) }
    case .pasteStart: paste = Paste()
    case .pasteEnd: endPaste(into: &inputs)
    case nil: break
    }
  }

  private func endPaste(into inputs: inout [TerminalInput]) {
    if let paste { inputs.append(.key(.paste(paste.text))) }
    paste = nil
  }

  private func takeFunctionKey(_ value: UInt32, into inputs: inout [TerminalInput]) {
    switch cc_key(value) {
    case CC_KEY_PASTE_START: paste = Paste()
    case CC_KEY_PASTE_END: endPaste(into: &inputs)
    case CC_KEY_RESIZE: inputs.append(.resized)
    default: take(Self.functionKeys[value] ?? .other, into: &inputs)
    }
  }

  private func take(_ key: Key, into inputs: inout [TerminalInput]) {
    guard paste?.isOver == false else {
      paste = nil
      inputs.append(.key(key))
      return
    }
    paste?.take(key)
  }

  private static let functionKeys: [UInt32: Key] = [
    CC_KEY_UP.rawValue: .up, CC_KEY_DOWN.rawValue: .down, CC_KEY_LEFT.rawValue: .left,
    CC_KEY_RIGHT.rawValue: .right, CC_KEY_HOME.rawValue: .home, CC_KEY_END.rawValue: .end,
    CC_KEY_PAGE_UP.rawValue: .pageUp, CC_KEY_PAGE_DOWN.rawValue: .pageDown,
    CC_KEY_BACKSPACE.rawValue: .backspace, CC_KEY_DELETE.rawValue: .delete,
    CC_KEY_ENTER.rawValue: .enter, CC_KEY_BACK_TAB.rawValue: .backTab,
  ]

  /// Returns the key that sent a character; control characters are keys with Ctrl.
  static func key(scalar value: UInt32) -> Key {
    switch value {
    case 9: return .tab
    case 10, 13: return .enter
    case 27: return .escape
    case 8, 127: return .backspace
    case 1...26:
      return Unicode.Scalar(value + 0x60).map { .control(Character($0)) } ?? .other
    default:
      guard value >= 0x20, let scalar = Unicode.Scalar(value) else { return .other }
      return .character(Character(scalar))
    }
  }
}

/// Text being pasted: everything between the terminal's two marks.
private struct Paste {
  private(set) var text = ""
  private var lastKey = ContinuousClock.now

  /// More is not kept.
  private static let limit = 4096

  /// The end mark was lost: what comes after a pause is typed.
  var isOver: Bool { lastKey.duration(to: .now) > .milliseconds(500) }

  mutating func take(_ key: Key) {
    lastKey = .now
    guard text.utf8.count < Self.limit else { return }
    switch key {
    case .character(let character): text.append(character)
    case .enter: text.append("\n")
    case .tab: text.append("\t")
    default: break
    }
  }
}

extension CommandError {
  /// Says why a terminal cannot be used.
  fileprivate init(_ reason: cc_refusal) {
    let message =
      switch reason {
      case CC_NO_TERMINAL:
        "the screen needs a terminal: standard input and output must be one (use winnow status or"
          + " winnow run elsewhere)"
      case CC_TERM_UNSET: "TERM is not set: say which terminal this is, TERM=xterm-256color perhaps"
      case CC_TERM_UNKNOWN:
        "this system does not know the terminal that TERM names: try TERM=xterm-256color"
      case CC_TERM_DUMB:
        "the terminal that TERM names cannot move its cursor: try TERM=xterm-256color"
      default: "the system gave no pipe: too many files are open"
      }
    self.init(message)
  }
}
