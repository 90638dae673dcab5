/// Writes items as rows of columns: the input's keys, then text and label (RFC 4180).
///
/// A field with a separator, a quote or a line end stands in quotes, in TSV too: otherwise
/// texts of several lines could not be written.
struct DelimitedWriter: ItemWriter {
  /// The columns of the label; an input's key of the same name is written with `input-` before it.
  static let own = [
    "text", "label", "origin", "confidence", "creation-date", "failure-reason",
  ]

  private let separator: UInt8
  private let lineEnd: [UInt8]
  /// The input's keys, in the order of the columns.
  private let keys: [String]
  private let columns: [String: Int]

  init(separator: UInt8, keys: [String]) {
    self.separator = separator
    lineEnd = separator == UInt8(ascii: ",") ? [0x0D, 0x0A] : [0x0A]
    self.keys = keys
    columns = Dictionary(uniqueKeysWithValues: zip(keys, 0...))
  }

  var head: [UInt8] {
    var output: [UInt8] = []
    let names = keys.map { ExportedFields.key($0, reserved: Set(Self.own)) }
    append(row: names + Self.own, to: &output)
    return output
  }

  func append(_ item: ExportedItem, to output: inout [UInt8]) -> Bool {
    var row = [String](repeating: "", count: keys.count)
    item.fields.forEach { key, value in
      if let column = columns[key] { row[column] = ExportedFields.text(of: value) }
    }
    row += [
      item.text, item.label ?? "", item.origin.rawValue, item.confidence?.description ?? "",
      item.creationDate ?? "", item.reason ?? "",
    ]
    append(row: row, to: &output)
    return true
  }

  private func append(row: [String], to output: inout [UInt8]) {
    for (column, field) in row.enumerated() {
      if column > 0 { output.append(separator) }
      append(field: field, to: &output)
    }
    output += lineEnd
  }

  private func append(field: String, to output: inout [UInt8]) {
    let quote = UInt8(ascii: "\"")
    let mustQuote = field.utf8.contains {
      $0 == separator || $0 == quote || $0 == 0x0A || $0 == 0x0D
    }
    guard mustQuote else {
      output += field.utf8
      return
    }
    output.append(quote)
    for byte in field.utf8 {
      if byte == quote { output.append(quote) }
      output.append(byte)
    }
    output.append(quote)
  }
}
