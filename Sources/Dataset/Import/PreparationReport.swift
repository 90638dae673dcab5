/// What became of a file.
package struct PreparationReport: Sendable, Equatable {
  package let survey: PreparationSurvey
  /// Lines of the manifest, and how many of them are labeled.
  package internal(set) var written = 0
  package internal(set) var labeled = 0
  /// Lines of the answers.
  package internal(set) var answers = 0
}
