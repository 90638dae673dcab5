package import Foundation

/// The options of a preparation.
package struct PreparationOptions: Sendable {
  /// Nil: detect it from the content.
  package var format: InputFormat?
  /// Nil: find it from the content.
  package var encoding: TextEncoding?
  package var table = TableChoice()
  /// The columns or keys of text and label; nil: the usual names.
  package var columns = ColumnChoice()
  package var severalLabels = SeveralLabels.refuse
  /// Takes labels that differ only in case or blanks for the most frequent of them.
  package var mergesLabelVariants = false
  /// The number of rows to draw; nil for all.
  package var sample: Int?
  package var seed: UInt64 = 0
  /// The rows that keep their label; nil for none.
  package var labeled: LabeledPart?
  /// Nil: the labels in sorted order; of newsCorpora.csv, its own names.
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

  /// Whether the labels of the file go anywhere.
  var usesLabels: Bool { labeled != nil || givesIdentifiers }
}
