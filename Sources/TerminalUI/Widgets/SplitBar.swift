/// A part of a bar: how much of the whole, 0–1, and its role.
package struct BarPart: Sendable, Equatable {
  package let share: Double
  package let style: Style

  package init(_ share: Double, _ style: Style) {
    self.share = share
    self.style = style
  }
}

extension Screen {
  /// Draws shares side by side in one row, to an eighth of a column.
  ///
  /// Each series has a texture of its own; the remainder is drawn as `.track`. A part above 0 is
  /// never invisible.
  package mutating func drawSplitBar(_ parts: [BarPart], row: Int, column: Int, columns: Int) {
    let scale = EighthScale(parts: parts, length: columns, rest: .track)
    for index in 0..<max(0, columns) {
      let cell = scale.cell(index, blocks: EighthScale.leftBlocks)
      write(String(cell.character ?? " "), row: row, column: column + index, style: cell.style)
    }
  }
}

/// The ends of the parts of a bar, in eighths of a cell.
struct EighthScale {
  static let leftBlocks: [Character] = [" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"]
  static let lowerBlocks: [Character] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

  private let ends: [(end: Int, style: Style)]
  private let rest: Style?

  /// Places the parts along a length; beyond them is `rest`, or nothing.
  init(parts: [BarPart], length: Int, rest: Style?) {
    let eighths = max(0, length) * 8
    var ends: [(end: Int, style: Style)] = []
    var sum = 0.0
    var last = 0
    for part in parts where part.share > 0 {
      sum += part.share
      let exact = Int((min(1, sum) * Double(eighths)).rounded())
      // A cell shows two parts at most, and without colors one: each part reaches a cell of its own.
      let least = last % 8 == 0 ? last + 1 : (last / 8 + 1) * 8 + 1
      let end = min(eighths, max(exact, least))
      ends.append((end, part.style))
      last = end
    }
    self.ends = ends
    self.rest = rest
  }

  /// Returns the cell at this place: one part, or the border between two.
  func cell(_ index: Int, blocks: [Character]) -> Screen.Cell {
    let start = index * 8
    let first = part(at: start)
    let last = part(at: start + 7)
    guard let first else { return Screen.Cell(" ") }
    guard first.style != last?.style else { return first.style.texture }
    let filled = min(8, max(1, first.end - start))
    let style = last.map { first.style.on($0.style) } ?? first.style
    return Screen.Cell(blocks[filled], style)
  }

  private func part(at eighth: Int) -> (end: Int, style: Style)? {
    ends.first { eighth < $0.end } ?? rest.map { (.max, $0) }
  }
}

extension Style {
  /// The role of a cell in which this part of a bar ends and another begins.
  func on(_ other: Style) -> Style {
    switch (self, other) {
    case (.series1, .series2): .series1OnSeries2
    case (.series1, .track): .series1OnTrack
    case (.series2, .track): .series2OnTrack
    default: self
    }
  }

  /// The cell that is filled with a part of a chart: series differ in signs, too, not in colors only.
  package var texture: Screen.Cell {
    switch self {
    case .series2: Screen.Cell("╱", .series2Fill)
    case .track: Screen.Cell("░", .trackFill)
    default: Screen.Cell("█", self)
    }
  }
}

extension Screen {
  /// Draws shares side by side in one row; the remainder stays empty.
  package mutating func drawColumnBar(_ parts: [BarPart], row: Int, column: Int, columns: Int) {
    let scale = EighthScale(parts: parts, length: columns, rest: nil)
    for index in 0..<max(0, columns) {
      let cell = scale.cell(index, blocks: EighthScale.leftBlocks)
      guard let character = cell.character, character != " " else { return }
      write(String(character), row: row, column: column + index, style: cell.style)
    }
  }
}
