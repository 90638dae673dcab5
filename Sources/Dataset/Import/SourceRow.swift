/// One row of a file of texts, whatever the file's form.
struct SourceRow: Sendable, Equatable {
  /// A further key of the row.
  struct Field: Sendable, Equatable {
    let key: String
    let value: Value
  }

  enum Value: Sendable, Equatable {
    case text(String)
    /// JSON as it stood in the file.
    case json([UInt8])
  }

  /// The line on which the row begins, counted from 1.
  let line: Int
  let text: String
  /// The gold label as the file writes it.
  let label: String?
  let id: Value?
  /// Everything else, in the file's order; never the label.
  let fields: [Field]
}

extension SourceRow.Value {
  /// The value as a person would write it: a string without its quotes and escapes.
  var text: String {
    switch self {
    case .text(let text): text
    case .json(let bytes):
      bytes.withUnsafeBufferPointer { JSONString.decode($0, value: 0..<bytes.count) }
        ?? String(decoding: bytes, as: UTF8.self)
    }
  }

  /// The value's bytes as the file has them.
  var byteCount: Int {
    switch self {
    case .text(let text): text.utf8.count
    case .json(let bytes): bytes.count
    }
  }
}
