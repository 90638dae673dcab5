/// One row of a file of texts in any format.
struct SourceRow: Sendable, Equatable {
  /// Another key of the row and its value.
  struct Field: Sendable, Equatable {
    let key: String
    let value: Value
  }

  enum Value: Sendable, Equatable {
    case text(String)
    /// JSON, copied from the file.
    case json([UInt8])
  }

  /// The number of the row's first line, from 1.
  let line: Int
  let text: String
  /// The gold label as written in the file, or why there is none.
  var answer: GivenAnswer
  /// The file's answer to the question which label it has.
  var metadata = LabelMetadata()
  let id: Value?
  /// All other keys, in the file's order; never the label.
  let fields: [Field]

  var label: String? { answer.label }

  func answered(_ answer: GivenAnswer) -> SourceRow {
    var row = self
    row.answer = answer
    return row
  }
}

extension SourceRow.Value {
  /// The value as text: a string without its quotes and escapes.
  var text: String {
    switch self {
    case .text(let text): text
    case .json(let bytes):
      bytes.withUnsafeBufferPointer { JSONString.decode($0, value: 0..<bytes.count) }
        ?? String(decoding: bytes, as: UTF8.self)
    }
  }

  /// The length of the value in the file, in bytes.
  var byteCount: Int {
    switch self {
    case .text(let text): text.utf8.count
    case .json(let bytes): bytes.count
    }
  }
}
