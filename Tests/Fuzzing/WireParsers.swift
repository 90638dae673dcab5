import Domain
import ExternalModel
import HTTP
import Learning

extension FuzzedParser {
  /// The answers of a user's model, in pieces of any size.
  static let answers = FuzzedParser(name: "answers") { bytes in
    let labels = LabelSet.fuzzed.labels.map(\.name)
    let expected = bytes.split(separator: 0x0A).count
    let whole = try outcome(bytes, piece: max(1, bytes.count), labels, expected)
    let parts = try outcome(bytes, piece: 3, labels, expected)
    try require(whole == parts, "pieces do not matter: \(whole) and \(parts)")
    guard case .success(let values) = whole else { return }
    for row in 0..<values.count / labels.count {
      let sum = values[row * labels.count..<(row + 1) * labels.count].reduce(0, +)
      try require(abs(sum - 1) < 0.011, "probabilities sum to 1")
    }
  }

  private enum Outcome: Equatable {
    case success([Float])
    case failure(String)
  }

  private static func outcome(
    _ bytes: [UInt8], piece: Int, _ labels: [String], _ expected: Int
  ) throws -> Outcome {
    var collector = AnswerCollector(labels: labels, expected: expected)
    do {
      for start in stride(from: 0, to: bytes.count, by: piece) {
        let part = bytes[start..<min(start + piece, bytes.count)]
        _ = try part.withUnsafeBytes { try collector.append($0) }
      }
      return .success(try collector.finish().values)
    } catch {
      let words = "\(error)"
      for scalar in words.unicodeScalars {
        try require(scalar.value >= 0x20 && scalar.value != 0x202E, "a message is inert: \(words)")
      }
      return .failure(words)
    }
  }

  /// Requests to winnow and, if the first byte is odd, answers to it, in pieces of any size.
  static let http = FuzzedParser(name: "http") { bytes in
    let content = Array(bytes.dropFirst())
    if (bytes.first ?? 0) & 1 == 0 {
      try requireSamePieces(content, RequestLine.self)
    } else {
      try requireSamePieces(content, StatusLine.self)
    }
  }

  private static func requireSamePieces<Start: HTTPStartLine>(
    _ bytes: [UInt8], _: Start.Type
  ) throws {
    let whole: [HTTPMessage<Start>] = messages(bytes, piece: max(1, bytes.count))
    let parts: [HTTPMessage<Start>] = messages(bytes, piece: 5)
    try require(whole == parts, "pieces do not matter")
    for message in whole { try require(message.body.count <= 500, "no body is over the limit") }
  }

  /// Returns the messages up to the first that is refused.
  private static func messages<Start: HTTPStartLine>(
    _ bytes: [UInt8], piece: Int
  ) -> [HTTPMessage<Start>] {
    var reader = HTTPMessageReader<Start>(headLimit: 300, bodyLimit: 500)
    var found: [HTTPMessage<Start>] = []
    do {
      for start in stride(from: 0, to: bytes.count, by: piece) {
        reader.append(bytes[start..<min(start + piece, bytes.count)])
        while let message = try reader.next() { found.append(message) }
      }
      found.append(try reader.finish())
    } catch {}
    return found
  }
}
