/// One row of a result.
package struct SQLRow: Sendable {
  private let columns: [String]
  private let values: [SQLValue]

  package init(columns: [String], values: [SQLValue]) {
    self.columns = columns
    self.values = values
  }

  /// Returns the value of a column; throws `StoreError.damaged` if it has none of this type.
  package func callAsFunction<Value: SQLConvertible>(_ column: String) throws -> Value {
    guard let index = columns.firstIndex(of: column) else {
      throw StoreError.damaged("no column “\(column)”")
    }
    return try self(index)
  }

  /// Returns the value of a column by its place, from 0; for statements with many rows.
  package func callAsFunction<Value: SQLConvertible>(_ index: Int) throws -> Value {
    guard values.indices.contains(index), let value = Value(values[index]) else {
      let column = columns.indices.contains(index) ? columns[index] : "\(index)"
      throw StoreError.damaged("column “\(column)” has a value of another type")
    }
    return value
  }
}
