/// The columns or keys of a file, and what each is used for.
package struct ColumnUse: Sendable, Equatable {
  /// The tool whose export the file is.
  package internal(set) var tool: LabelingTool?
  package internal(set) var text: String?
  package internal(set) var label: String?
  package internal(set) var id: String?
  /// The others, which every row keeps.
  package internal(set) var carried: [String] = []
  /// Those that the user left out, as far as they occurred.
  package internal(set) var leftOut: [String] = []
  /// All that occurred, for messages.
  package internal(set) var known: [String] = []

  /// The carried columns that may repeat the label.
  package var likeLabels: [String] {
    // Prodigy's answer says whether the label is right, and its label is carried only if wrong.
    tool == .prodigy ? [] : carried.filter { ColumnChoice.soundsLikeLabel($0) }
  }

  /// The carried columns that are named like a text.
  package var likeTexts: [String] {
    carried.filter { ColumnChoice.textNames.contains($0.lowercased()) }
  }

  /// Whether these are the columns of newsCorpora.csv, with a header.
  var isNewsCorpora: Bool {
    Set(known.map { $0.lowercased() }) == NewsCorporaParser.columnNames
  }
}
