/// The counts of a finished preparation.
package struct PreparationReport: Sendable, Equatable {
  package let survey: PreparationSurvey
  /// Lines of the manifest, and the labeled ones of them.
  package internal(set) var written = 0
  package internal(set) var labeled = 0
  /// Lines of the answers file.
  package internal(set) var answers = 0
}
