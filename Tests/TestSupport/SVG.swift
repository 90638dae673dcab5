/// Elements of an SVG picture as text.
enum SVG {
  /// Returns an element with its attributes in this order.
  static func element(
    _ name: String, _ attributes: KeyValuePairs<String, String>, text: String? = nil
  ) -> String {
    let written = attributes.map { " \($0.key)=\"\(escaped($0.value))\"" }.joined()
    return text.map { "<\(name)\(written)>\(escaped($0))</\(name)>" } ?? "<\(name)\(written)/>"
  }

  static func rect(
    x: Double, y: Double, width: Double, height: Double, fill: String
  ) -> String {
    element(
      "rect",
      [
        "x": number(x), "y": number(y), "width": number(width), "height": number(height),
        "fill": fill,
      ])
  }

  static func line(
    from start: (x: Double, y: Double), to end: (x: Double, y: Double), stroke: String
  ) -> String {
    element(
      "line",
      [
        "x1": number(start.x), "y1": number(start.y), "x2": number(end.x), "y2": number(end.y),
        "stroke": stroke,
      ])
  }

  static func circle(x: Double, y: Double, radius: Double, fill: String) -> String {
    element("circle", ["cx": number(x), "cy": number(y), "r": number(radius), "fill": fill])
  }

  /// Writes a number that is not negative, with two decimals at most.
  static func number(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let (whole, fraction) = (hundredths / 100, hundredths % 100)
    if fraction == 0 { return "\(whole)" }
    if fraction % 10 == 0 { return "\(whole).\(fraction / 10)" }
    return "\(whole)." + (fraction < 10 ? "0" : "") + "\(fraction)"
  }

  static func escaped(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.append(character)
      }
    }
  }
}
