package import Dataset

/// The form and the part of an export, as asked for.
package struct ExportRequest: Sendable {
  package var format = ExportFormat.manifest
  /// The origins of the labels of the items to write.
  package var origins = Set(LabelOrigin.allCases)
  /// The file for each worker's answers; nil for none.
  package var annotationsPath: String?
  /// Whether answers to items whose label is known are among them: that is for the lead.
  package var showsGold = true
  /// The file for the present labels if the lead has changed them, a label category file; nil for none.
  package var labelCategoriesPath: String?

  package init() {}
}
