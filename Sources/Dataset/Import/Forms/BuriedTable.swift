/// A table below lines that are none of it, such as a title, or of strings in quotes.
///
/// Lines of such a file are no texts.
enum BuriedTable {
  private typealias Row = UnsafeBufferPointer<UInt8>

  /// Returns whether a header with a usual name of a text, or rows of one and the same number of
  /// fields, follow a few other lines; or every line is a string in quotes.
  static func isIn(_ rows: [UnsafeBufferPointer<UInt8>]) -> Bool {
    if rows.count > 1, rows.allSatisfy(isQuoted) { return true }
    return TableDialect.separators.contains { separator in
      rows.dropFirst().prefix(4).contains { isHeader($0, separator) }
        || (1...3).contains { areAlike(rows.dropFirst($0), separator) }
    }
  }

  private static func isQuoted(_ row: Row) -> Bool {
    let quote = UInt8(ascii: "\"")
    return row.count > 1 && row.first == quote && row.last == quote
  }

  private static func isHeader(_ row: Row, _ separator: UInt8) -> Bool {
    let names = row.split(separator: separator, omittingEmptySubsequences: false).map {
      String(decoding: $0, as: UTF8.self).lowercased().filter { $0 != "\"" && $0 != " " }
    }
    return names.count > 1 && names.allSatisfy { $0.count < 30 }
      && names.contains(where: ColumnChoice.textNames.contains)
  }

  /// Returns whether four rows or more have equally many fields: three, or two by a separator that
  /// sentences hardly have.
  private static func areAlike(_ rows: ArraySlice<Row>, _ separator: UInt8) -> Bool {
    let counts = Set(rows.map { row in row.count { $0 == separator } })
    let least = separator == UInt8(ascii: ",") ? 2 : 1
    return rows.count > 3 && counts.count == 1 && counts.allSatisfy { $0 >= least }
  }
}
