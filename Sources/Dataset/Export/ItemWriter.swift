/// Writes items in one form.
protocol ItemWriter {
  /// The bytes before the first item.
  var head: [UInt8] { get }
  /// The bytes after the last item.
  var tail: [UInt8] { get }

  /// Appends an item; returns false if the form cannot hold it.
  mutating func append(_ item: ExportedItem, to output: inout [UInt8]) -> Bool
}

extension ItemWriter {
  var head: [UInt8] { [] }
  var tail: [UInt8] { [] }
}
