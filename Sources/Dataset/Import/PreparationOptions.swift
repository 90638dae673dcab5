package import Foundation

/// The options of a preparation.
package struct PreparationOptions: Sendable {
  /// Nil: detect it from the content.
  package var format: InputFormat?
  /// The columns or keys of text and label; nil: the usual names.
  package var columns = ColumnChoice()
  /// The number of rows to draw; nil for all.
  package var sample: Int?
  package var seed: UInt64 = 0
  /// The rows that keep their label; nil for none.
  package var labeled: LabeledPart?
  /// Nil: `newsCorpora` for its letters, otherwise the labels in sorted order.
  package var labelMap: LabelMap?
  /// Cleans titles as the notebook of Amazon's sample does.
  package var cleansText = false
  /// Leaves out rows with the text of an earlier row.
  package var dropsDuplicates = false
  /// Leaves out rows that cannot be read, instead of refusing the file.
  package var skipsBadRows = false
  /// Gives an `id` to rows that have none, for the answers file.
  package var givesIdentifiers = false
  package var attribute: LabelAttributeName
  /// The value of `job-name` in the labels' metadata, such as `labeling-job/news`.
  package var jobName: String
  /// The value of `creation-date` in the labels' metadata.
  package var creationDate: Date
  package var faultLimit = 100

  package init(attribute: LabelAttributeName, jobName: String, creationDate: Date) {
    self.attribute = attribute
    self.jobName = jobName
    self.creationDate = creationDate
  }
}
