/// The form that a file was taken for.
package struct InputForm: Sendable, Equatable {
  package let format: InputFormat
  /// The facts of a table; nil for other formats.
  package var dialect: TableDialect?

  init(_ format: InputFormat, dialect: TableDialect? = nil) {
    self.format = format
    self.dialect = dialect
  }
}
