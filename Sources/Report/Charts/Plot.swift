import Foundation

/// The frame of a chart: axes, scales and elements of SVG, in a picture of 640 × 250 units.
struct Plot {
  static let width = 640.0
  static let height = 250.0
  private static let left = 72.0
  private static let right = 612.0
  private static let top = 10.0
  private static let bottom = 204.0

  /// The values at the left and right ends, and at the bottom and top.
  let x: ClosedRange<Double>
  let y: ClosedRange<Double>
  private var elements: [String] = []

  init(x: ClosedRange<Double>, y: ClosedRange<Double>) {
    (self.x, self.y) = (x, y)
  }

  func column(_ value: Double) -> Double {
    Self.left + (value - x.lowerBound) / (x.upperBound - x.lowerBound) * (Self.right - Self.left)
  }

  func row(_ value: Double) -> Double {
    let share = (value - y.lowerBound) / (y.upperBound - y.lowerBound)
    return Self.bottom - min(1, max(0, share)) * (Self.bottom - Self.top)
  }

  mutating func bar(
    from start: Double, to end: Double, _ low: Double, _ high: Double, style: String
  ) {
    let (left, right) = (column(start), column(end))
    elements.append(
      "<rect class=\"\(style)\" x=\"\(Self.number(left))\" y=\"\(Self.number(row(high)))\" "
        + "width=\"\(Self.number(right - left))\" height=\"\(Self.number(row(low) - row(high)))\"/>"
    )
  }

  mutating func line(_ points: [(x: Double, y: Double)], style: String) {
    elements.append("<polyline class=\"\(style)\" points=\"\(text(points))\"/>")
  }

  mutating func area(_ points: [(x: Double, y: Double)], style: String) {
    elements.append("<polygon class=\"\(style)\" points=\"\(text(points))\"/>")
  }

  mutating func dot(x: Double, y: Double, style: String) {
    elements.append(
      "<circle class=\"\(style)\" cx=\"\(Self.number(column(x)))\" cy=\"\(Self.number(row(y)))\" "
        + "r=\"3\"/>")
  }

  /// Draws a line with its value at the left, for each of the values.
  mutating func grid(_ values: [Double], _ name: (Double) -> String) {
    for value in values {
      line([(x.lowerBound, value), (x.upperBound, value)], style: "grid")
      label(name(value), Self.left - 6, row(value) + 4, anchor: "end")
    }
  }

  /// Writes values below the axis, and what they are.
  mutating func axis(_ values: [(at: Double, name: String)], title: String) {
    for value in values {
      label(value.name, column(value.at), Self.bottom + 18, anchor: "middle")
    }
    label(title, (Self.left + Self.right) / 2, Self.height - 5, anchor: "middle")
  }

  mutating func note(_ text: String, x: Double, y: Double, anchor: String = "start") {
    label(text, column(x), row(y), anchor: anchor)
  }

  private mutating func label(_ text: String, _ x: Double, _ y: Double, anchor: String) {
    elements.append(
      "<text x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" text-anchor=\"\(anchor)\">"
        + "\(HTMLText.escaped(text))</text>")
  }

  /// The elements, one a line.
  var svg: String { elements.joined(separator: "\n") }

  private func text(_ points: [(x: Double, y: Double)]) -> String {
    points.map { "\(Self.number(column($0.x))),\(Self.number(row($0.y)))" }.joined(separator: " ")
  }

  /// A coordinate with one decimal.
  static func number(_ value: Double) -> String { String(format: "%.1f", value) }

  /// Whole numbers of a range, a dozen at most, the last one included.
  static func ticks(_ range: ClosedRange<Int>) -> [Int] {
    let step = max(1, (range.count + 11) / 12)
    return Array(stride(from: range.lowerBound, through: range.upperBound, by: step))
  }
}
