package import Dataset

/// The form and the part of an export, as asked for.
package struct ExportRequest: Sendable {
  package var format = ExportFormat.manifest
  /// The origins of the labels of the items to write.
  package var origins = Set(LabelOrigin.allCases)
  /// The file for each worker's answers; nil for none.
  package var annotationsPath: String?
  /// Where the labels of now are written if the lead has changed them, as a label category file; nil
  /// without it.
  package var labelCategoriesPath: String?

  package init() {}
}
