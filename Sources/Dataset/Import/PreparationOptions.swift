package import Foundation

/// What `prepare` is asked for.
package struct PreparationOptions: Sendable {
  /// Nil: told by the file's content.
  package var format: InputFormat?
  /// The columns or keys of text and label; nil: the usual names.
  package var columns = ColumnChoice()
  /// How many rows to draw; nil takes all.
  package var sample: Int?
  package var seed: UInt64 = 0
  /// Which of the rows keep their label; nil for none.
  package var labeled: LabeledPart?
  /// Nil: the sample's for newsCorpora's letters, else the labels themselves in sorted order.
  package var labelMap: LabelMap?
  /// Drops what the sample's notebook drops from titles.
  package var cleansText = false
  /// Leaves out rows whose text came before.
  package var dropsDuplicates = false
  /// Leaves out rows that cannot be read, instead of refusing the file.
  package var skipsBadRows = false
  /// Gives an `id` to rows that have none, so that answers can name them.
  package var givesIdentifiers = false
  package var attribute: LabelAttributeName
  /// The labels' `job-name`: `labeling-job/news`, say.
  package var jobName: String
  /// When the labels were given, for their metadata.
  package var creationDate: Date
  package var faultLimit = 100

  package init(attribute: LabelAttributeName, jobName: String, creationDate: Date) {
    self.attribute = attribute
    self.jobName = jobName
    self.creationDate = creationDate
  }
}
