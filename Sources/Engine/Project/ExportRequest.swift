package import Dataset

/// What an export writes.
package struct ExportRequest: Sendable {
  package var format = ExportFormat.manifest
  /// The origins of the labels of the items to write.
  package var origins = Set(LabelOrigin.allCases)
  /// Where each worker's answers go; nil for nowhere.
  package var annotationsPath: String?

  package init() {}
}
