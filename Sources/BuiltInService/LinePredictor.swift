import Dataset
import Domain
package import Learning

/// Answers request lines with response lines (Dataset/FORMATS.md, “Request and response lines”).
///
/// A request line is an object with `source`, and `k` if not all labels are wanted; other keys are
/// ignored, so that a manifest's lines are requests as well.
package struct LinePredictor: Sendable {
  private static let source = JSONKey("source")
  private static let count = JSONKey("k")

  /// The number of labels in the answer to a line without `k`.
  private let usualCount: Int
  private let labels: [[UInt8]]
  private var predictor: TextPredictor
  private var members = JSONMembers()
  private var probabilities: [Float] = []
  /// The labels' indices, sorted anew for each line.
  private var order: [Int]

  package init(_ model: TextModel, usualCount: Int? = nil) {
    self.usualCount = usualCount ?? model.labels.count
    labels = model.labels.indices.map { Array("\"__label__\($0)\"".utf8) }
    // A cached token takes four bytes a label: kilobytes with a thousand labels.
    predictor = TextPredictor(model, tokenLimit: (1 << 18) / ((model.labels.count + 3) / 4))
    order = Array(model.labels.indices)
  }

  /// Appends the answer to a line, with a line feed; the line has none.
  ///
  /// Returns why the line cannot be answered, nil if it was.
  package mutating func answer(
    _ line: UnsafeBufferPointer<UInt8>, appendingTo output: inout [UInt8]
  ) -> RequestFault? {
    guard line.count <= RequestFault.limit else { return .tooLong }
    do throws(JSONFault) {
      try members.scan(line)
    } catch {
      return .json(error.reason)
    }
    guard let source = members.member(Self.source, in: line) else { return .missingSource }
    guard let count = count(in: line) else { return .badCount }
    guard line[source.value.lowerBound] == UInt8(ascii: "\"") else { return .sourceIsNoText }
    predict(source.value, of: line)
    append(count, to: &output)
    return nil
  }

  /// Returns how many labels are wanted; nil if `k` is no such number.
  private mutating func count(in line: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let member = members.member(Self.count, in: line) else { return usualCount }
    var count = 0
    for byte in line[member.value] {
      guard byte &- 0x30 < 10 else { return nil }
      count = min(count * 10 + Int(byte - 0x30), 1_000_000)
    }
    return count > 0 ? count : nil
  }

  private mutating func predict(_ value: Range<Int>, of line: UnsafeBufferPointer<UInt8>) {
    probabilities.removeAll(keepingCapacity: true)
    let content = UnsafeBufferPointer(rebasing: line[value.lowerBound + 1..<value.upperBound - 1])
    guard content.contains(UInt8(ascii: "\\")) else {
      predictor.predict(content, appendingTo: &probabilities)
      return
    }
    var text = JSONString.decode(line, value: value) ?? ""
    text.withUTF8 { predictor.predict($0, appendingTo: &probabilities) }
  }

  /// Appends `{"prob": […], "label": […]}`, the likeliest first, the lower index at a tie.
  private mutating func append(_ count: Int, to output: inout [UInt8]) {
    sortLabels()
    let count = min(count, order.count)
    Self.append("{\"prob\": [", to: &output)
    for place in 0..<count {
      if place > 0 { Self.append(", ", to: &output) }
      Self.append(probabilities[order[place]], to: &output)
    }
    Self.append("], \"label\": [", to: &output)
    for place in 0..<count {
      if place > 0 { Self.append(", ", to: &output) }
      output.append(contentsOf: labels[order[place]])
    }
    Self.append("]}\n", to: &output)
  }

  /// Sorts few labels by insertion, many with the standard library.
  private mutating func sortLabels() {
    guard order.count <= 24 else {
      return order.sort { [probabilities] in
        probabilities[$0] != probabilities[$1] ? probabilities[$0] > probabilities[$1] : $0 < $1
      }
    }
    for end in order.indices { order[end] = end }
    for end in order.indices.dropFirst() {
      var place = end
      while place > 0 && probabilities[order[place - 1]] < probabilities[end] {
        order[place] = order[place - 1]
        place -= 1
      }
      order[place] = end
    }
  }

  @inline(__always)
  private static func append(_ text: StaticString, to output: inout [UInt8]) {
    output.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Appends a probability with at most eight decimals, the precision of a `Float` near 1.
  private static func append(_ probability: Float, to output: inout [UInt8]) {
    var rest = Int((Double(min(1, max(0, probability))) * 1e8).rounded())
    output.append(UInt8(ascii: rest == 100_000_000 ? "1" : "0"))
    output.append(UInt8(ascii: "."))
    rest %= 100_000_000
    var divisor = 10_000_000
    repeat {
      output.append(UInt8(ascii: "0") + UInt8(rest / divisor))
      rest %= divisor
      divisor /= 10
    } while rest > 0
  }
}
