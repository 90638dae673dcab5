package import TerminalUI

/// A screen as a picture in SVG: a terminal's window with the theme's colors.
///
/// Blocks, lines and Braille signs are drawn as shapes, since fonts leave gaps between them; each
/// piece of text is set to the width of its cells, whichever font there is.
package struct ScreenPicture {
  private let screen: Screen
  private let title: String
  private let theme = Theme(colors: 256)

  /// The sizes of a cell, of the margin and of the title bar, in pixels.
  private static let cell = (width: 8.5, height: 18.0)
  private static let margin = 14.0
  private static let titleBar = 30.0
  private static let foreground = "#d6d7db"
  private static let background = "#15161a"

  package init(_ screen: Screen, title: String) {
    self.screen = screen
    self.title = title
  }

  package var svg: String {
    let width = Double(screen.columns) * Self.cell.width + 2 * Self.margin
    let height = Double(screen.rows) * Self.cell.height + 2 * Self.margin + Self.titleBar
    let size = (SVG.number(width), SVG.number(height))
    let head = """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(size.0)" height="\(size.1)" \
      viewBox="0 0 \(size.0) \(size.1)">
      <title>\(SVG.escaped(title))</title>
      <style>text { font: 14px ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", \
      Menlo, Consolas, monospace; white-space: pre } .b { font-weight: 700 } .n { font-weight: 400 }
      rect { shape-rendering: crispEdges }</style>
      """
    let lines = [head] + window(width, height) + (0..<screen.rows).flatMap(row) + ["</svg>"]
    return lines.joined(separator: "\n") + "\n"
  }

  /// The window: a rounded box, its title bar with the title, and three buttons.
  private func window(_ width: Double, _ height: Double) -> [String] {
    let (x, y) = (SVG.number(width), SVG.number(height))
    let (right, bottom) = (SVG.number(width - 1), SVG.number(height - 1))
    let bar = "M0 30V10a10 10 0 0 1 10-10H\(SVG.number(width - 10))a10 10 0 0 1 10 10v20z"
    let buttons = zip([18.0, 38, 58], ["#ec6a5e", "#f4bf4f", "#61c554"]).map {
      SVG.circle(x: $0, y: 15, radius: 6, fill: $1)
    }
    return [
      SVG.element("rect", ["width": x, "height": y, "rx": "10", "fill": Self.background]),
      SVG.element("path", ["d": bar, "fill": "#2b2d34"]),
      SVG.element(
        "rect",
        [
          "x": "0.5", "y": "0.5", "width": right, "height": bottom, "rx": "9.5", "fill": "none",
          "stroke": "#464953",
        ]),
      SVG.element(
        "text",
        ["x": SVG.number(width / 2), "y": "20", "text-anchor": "middle", "fill": "#a6a9b3"],
        text: title),
    ] + buttons
  }

  // MARK: cells

  /// Draws a row as runs of one style: the background, then signs and text.
  private func row(_ row: Int) -> [String] {
    let cells = Array(screen.cells(inRow: row))
    var parts: [String] = []
    var start = 0
    while start < cells.count {
      let style = cells[start].style
      let end = cells[start...].firstIndex { $0.style != style } ?? cells.count
      let colors = colors(of: style)
      if let fill = colors.background {
        let (x, y) = origin(row, start)
        let width = Double(end - start) * Self.cell.width
        parts.append(SVG.rect(x: x, y: y, width: width, height: Self.cell.height, fill: fill))
      }
      parts += run(cells[start..<end], row, colors)
      start = end
    }
    return parts
  }

  /// Draws shapes for signs, and text for the stretches between them.
  ///
  /// Blanks end a stretch, too: SVG would count them in its width or not.
  private func run(_ cells: ArraySlice<Screen.Cell>, _ row: Int, _ colors: Colors) -> [String] {
    var parts: [String] = []
    var index = cells.startIndex
    while index < cells.endIndex {
      let kind = kind(of: cells[index])
      let end = cells[index...].firstIndex { self.kind(of: $0) != kind } ?? cells.endIndex
      switch kind {
      case .blank: break
      case .text:
        parts.append(text(String(cells[index..<end].compactMap(\.character)), row, index, colors))
      case .sign(let sign):
        let (x, y) = origin(row, index)
        parts.append(Self.shape(sign, x, y, count: end - index, colors.foreground))
      }
      index = end
    }
    return parts
  }

  private enum Kind: Equatable {
    case blank
    case text
    case sign(Character)
  }

  private func kind(of cell: Screen.Cell) -> Kind {
    switch cell.character {
    // The second cell of a wide character belongs to the text.
    case nil: .text
    case " ": .blank
    case let sign? where Self.isShape(sign): .sign(sign)
    default: .text
    }
  }

  private func text(_ text: String, _ row: Int, _ column: Int, _ colors: Colors) -> String {
    let (x, y) = origin(row, column)
    let width = Double(columns(of: text)) * Self.cell.width
    return SVG.element(
      "text",
      [
        "x": SVG.number(x), "y": SVG.number(y + 13.5), "textLength": SVG.number(width),
        "lengthAdjust": "spacingAndGlyphs", "fill": colors.foreground,
        "class": colors.isBold ? "b" : "n",
      ], text: text)
  }

  private func origin(_ row: Int, _ column: Int) -> (x: Double, y: Double) {
    (
      Self.margin + Double(column) * Self.cell.width,
      Self.titleBar + Self.margin + Double(row) * Self.cell.height
    )
  }

  // MARK: signs

  private static let leftBlocks: [Character] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"]
  private static let lowerBlocks: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇"]
  private static let others: Set<Character> = ["─", "│", "┴", "■", "╱", "░"]

  private static func isShape(_ sign: Character) -> Bool {
    leftBlocks.contains(sign) || lowerBlocks.contains(sign) || others.contains(sign)
      || brailleDots(sign) != nil
  }

  /// Draws the shape of a sign that stands in some cells side by side.
  private static func shape(
    _ sign: Character, _ x: Double, _ y: Double, count: Int, _ fill: String
  ) -> String {
    let (width, height) = (cell.width * Double(count), cell.height)
    if sign == "█" { return SVG.rect(x: x, y: y, width: width, height: height, fill: fill) }
    if let eighths = lowerBlocks.firstIndex(of: sign) {
      let part = height * Double(eighths + 1) / 8
      return SVG.rect(x: x, y: y + height - part, width: width, height: part, fill: fill)
    }
    if sign == "─" { return SVG.rect(x: x, y: y + 8.5, width: width, height: 1, fill: fill) }
    return (0..<count).map { single(sign, x + cell.width * Double($0), y, fill) }.joined()
  }

  private static func single(_ sign: Character, _ x: Double, _ y: Double, _ fill: String) -> String
  {
    if let eighths = leftBlocks.firstIndex(of: sign) {
      let part = cell.width * Double(eighths + 1) / 8
      return SVG.rect(x: x, y: y, width: part, height: cell.height, fill: fill)
    }
    switch sign {
    case "│": return SVG.rect(x: x + 4, y: y, width: 1, height: cell.height, fill: fill)
    case "┴":
      return SVG.rect(x: x, y: y + 8.5, width: cell.width, height: 1, fill: fill)
        + SVG.rect(x: x + 4, y: y, width: 1, height: 9, fill: fill)
    case "╱": return SVG.line(from: (x, y + cell.height), to: (x + cell.width, y), stroke: fill)
    case "░": return SVG.rect(x: x, y: y, width: cell.width, height: cell.height, fill: fill)
    case "■": return SVG.rect(x: x, y: y + 5, width: cell.width, height: cell.width, fill: fill)
    default:
      return (brailleDots(sign) ?? []).map { dot in
        SVG.circle(x: x + dot.x, y: y + dot.y, radius: 1.1, fill: fill)
      }.joined()
    }
  }

  /// Returns where in a cell the dots of a Braille sign are, which are the bits of its number.
  private static func brailleDots(_ sign: Character) -> [(x: Double, y: Double)]? {
    guard let value = sign.unicodeScalars.first?.value, (0x2800...0x28FF).contains(value) else {
      return nil
    }
    let places: [(column: Double, row: Double)] = [
      (0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3),
    ]
    return places.enumerated().filter { value & (1 << UInt32($0.offset)) != 0 }.map { _, place in
      (2.5 + place.column * 3.5, 3.5 + place.row * 3.8)
    }
  }

  // MARK: colors

  private struct Colors {
    var foreground: String
    var background: String?
    var isBold: Bool
  }

  private func colors(of style: Style) -> Colors {
    let look = theme.look(of: style)
    let front = look.foreground.map(Self.color) ?? Self.foreground
    let back = look.background.map(Self.color)
    return Colors(
      foreground: front, background: back, isBold: look.attributes.contains(.bold))
  }

  /// Returns a color of the 256-color palette; its first 16 differ from terminal to terminal.
  private static func color(_ index: Int) -> String {
    let levels = [0, 95, 135, 175, 215, 255]
    let cube = max(0, index - 16)
    let parts =
      index >= 232
      ? [Int](repeating: 8 + 10 * (index - 232), count: 3)
      : [levels[cube / 36 % 6], levels[cube / 6 % 6], levels[cube % 6]]
    return "#" + parts.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
