import Domain
import Foundation

extension ProjectStore {
  /// Returns the values that no winnow writes and every command refuses, a sentence for each column.
  ///
  /// These are numbers beyond 2^53, times outside of the years 1 to 9999, infinite numbers and texts of
  /// more than a mebibyte. It reads every row of every table.
  package func oddValues() throws -> [String] {
    try database.read { db in
      let tables = try db.all(
        """
        SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name
        """
      ) { try $0(0) as String }
      return tables.flatMap { table in
        (try? Self.oddValues(of: table, db)) ?? ["table \(table): rows that cannot be read"]
      }
    }
  }

  private static func oddValues(of table: String, _ db: any SQLConnection) throws -> [String] {
    let columns = try db.all("SELECT name, type FROM pragma_table_info(?) ORDER BY cid", table) {
      (name: try $0(0) as String, type: try $0(1) as String)
    }.compactMap { column in
      condition(column.name, column.type).map { (name: column.name, condition: $0) }
    }
    guard !columns.isEmpty else { return [] }
    let counts = columns.map { "count(*) FILTER (WHERE \($0.condition))" }.joined(separator: ", ")
    let found = try db.first("SELECT \(counts) FROM \"\(table)\"") { row in
      try columns.indices.map { try row($0) as Int }
    }
    return zip(columns, found ?? []).filter { $1 > 0 }.map { column, count in
      "table \(table): \(count) of column \(column.name) \(count == 1 ? "is" : "are") out of bounds"
    }
  }

  /// Returns the condition that a value of a column is out of bounds; nil if it has none.
  private static func condition(_ name: String, _ type: String) -> String? {
    let value = "\"\(name)\""
    return switch type {
    case "INTEGER" where name == "process": "\(value) NOT BETWEEN 0 AND 2147483647"
    case "INTEGER": "\(value) NOT BETWEEN -9007199254740992 AND 9007199254740992"
    case "REAL" where isTime(name): "\(value) NOT BETWEEN -62135596800 AND 253402300799"
    case "REAL": "abs(\(value)) > 1.7976931348623157e308"
    case "TEXT": "length(CAST(\(value) AS BLOB)) > 1048576"
    default: nil
    }
  }

  private static func isTime(_ column: String) -> Bool {
    column == "at" || column == "since" || column == "until" || column == "notBefore"
      || column.hasSuffix("At")
  }
}
