/// What an export needs of a store.
package protocol ExportStore: ReportingStore, ConsolidationStore {
  /// Returns who labeled what, in one read.
  func outcome() throws -> ProjectOutcome
}
