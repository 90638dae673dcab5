/// Says in words what a file was taken for, which labels it has, and what was guessed.
package struct InputReport {
  private let name: String
  private let survey: PreparationSurvey
  private let labelMap: LabelMap?
  /// The treatment of rows with the text of an earlier one, in words.
  private let duplicates: String

  /// Makes the report of a file; `name` is the file's.
  package init(_ preparation: Preparation, name: String) {
    self.name = InertText.of(name)
    survey = preparation.survey
    labelMap = preparation.labelMap
    duplicates =
      preparation.options.dropsDuplicates ? "left out" : "kept (--drop-duplicates leaves them out)"
  }

  /// The lines of the report: form, columns, what needs a look, and the classes.
  package var lines: [String] {
    ["\(name): \(form)."]
      + ([encoding, columns, likeTexts, likeLabels] + notes).compactMap { $0.map { "  \($0)" } }
      + rows + classes
  }

  private var form: String {
    let use = survey.columns
    var parts = [survey.form.dialect.map(Self.title) ?? survey.format.title]
    if let tool = use.tool, tool != .fastText { parts.append("an export of \(tool.rawValue)") }
    switch survey.encoding.evidence {
    case .chosen, .content: parts.append(survey.encoding.encoding.title)
    case .byteOrderMark: parts.append("\(survey.encoding.encoding.title) by its mark")
    case .guess: break
    }
    if survey.lineEnds == .carriageReturn { parts.append("line ends of classic Mac OS (CR)") }
    return parts.joined(separator: ", ")
  }

  private static func title(_ dialect: TableDialect) -> String {
    let header = dialect.hasHeader ? "" : ", without a header"
    guard let separator = dialect.separator else { return "a single column\(header)" }
    let quotes = separator == 0x09 && dialect.quotes ? ", fields in quotes" : ""
    return "a table with \(TableDialect.title(of: separator)) between columns\(header)\(quotes)"
  }

  private var encoding: String? {
    guard survey.encoding.evidence == .guess else { return nil }
    let words = Self.list(survey.encoding.words)
    let shown = words.isEmpty ? "" : "; it reads \(words)"
    let title = survey.encoding.encoding.title
    return
      "Guessed: the encoding is \(title)\(shown). `iconv -f \(survey.encoding.encoding.iconvName) "
      + "-t UTF-8` would convert it alike; if that is wrong, --encoding names another."
  }

  private var columns: String? {
    let use = survey.columns
    let parts = [
      use.text.map { "Text: \(Self.list([$0]))." },
      "Label: \(use.label.map { Self.list([$0]) } ?? "none").",
      use.id.map { "Id: \(Self.list([$0]))." },
      use.carried.isEmpty ? nil : "Carried along: \(Self.list(use.carried)).",
      use.leftOut.isEmpty ? nil : "Left out: \(Self.list(use.leftOut)).",
    ]
    return parts.compactMap(\.self).joined(separator: " ")
  }

  private var likeTexts: String? {
    let names = survey.columns.likeTexts
    guard let first = names.first else { return nil }
    return
      "Named like a text, too: \(Self.list(names)); --text-column \(InertText.of(first)) takes it."
  }

  private var likeLabels: String? {
    let names = survey.columns.likeLabels
    guard !names.isEmpty else { return nil }
    return "May say the label, too: \(Self.list(names)); --leave-out "
      + "\(InertText.of(names.joined(separator: ","))) leaves them out."
  }

  private var notes: [String?] {
    let isNumbered = labelMap?.hasNames == false
    return [
      isNumbered
        ? "The labels are numbers and taken for indices; --label-map 0=NAME,1=NAME names them."
        : nil,
      survey.columns.tool == .labelStudioRows
        ? "Each row is an annotation: a text that several people annotated occurs several times."
        : nil,
      survey.modelLabels > 0
        ? "A model gave \(survey.modelLabels) of the labels; they stay marked as such." : nil,
      survey.duplicates > 0
        ? "\(Self.rows(survey.duplicates)) with the text of an earlier one: \(duplicates)." : nil,
      survey.contradictions > 0
        ? "\(Self.rows(survey.contradictions)) with an earlier text, and another label than it has there."
        : nil,
    ] + variants
  }

  private var variants: [String?] {
    let groups = LabelVariants.groups(survey.classes.mapValues(\.count))
    guard let labelMap, !groups.isEmpty else { return [] }
    let isMerged = groups.allSatisfy { group in
      Set(group.map { labelMap.index(of: $0.name) }).count == 1
    }
    return isMerged ? [] : ["Look at these \(LabelVariants.words(groups))."]
  }

  private var rows: [String] {
    let labeled = survey.labeledRows
    let withheld = WithheldAnswer.allCases.compactMap { reason in
      survey.withheld[reason].map { "    without a label: \(Self.rows($0)) \(reason.words)" }
    }
    let counts = survey.classes.count
    let noun = counts == 1 ? "label" : "labels"
    let labels = counts == 0 ? "" : ", \(labeled) of them labeled, with \(counts) \(noun)"
    return ["  \(Self.rows(survey.rows))\(labels)."] + withheld
  }

  /// A line for each label: as written and as mapped, the count, and an example.
  private var classes: [String] {
    let sorted = survey.classes.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
    let shown = sorted.prefix(40).map { name, tally -> (name: String, rest: String) in
      let example = InertText.of(tally.example, limit: 48)
      return (title(of: name), "\(Self.rows(tally.count)), such as “\(example)”")
    }
    let width = shown.map(\.name.count).max() ?? 0
    let lines = shown.map { name, rest in
      "    \(name.padding(to: min(width, 32)))  \(rest)"
    }
    return lines + (sorted.count > 40 ? ["    … and \(sorted.count - 40) more labels"] : [])
  }

  private func title(of label: String) -> String {
    let written = InertText.of(label, limit: 60)
    guard let map = labelMap, let index = map.index(of: label) else { return written }
    let name = InertText.of(map.names[index], limit: 60)
    return name == written ? written : "\(written) → \(name)"
  }

  private static func list(_ names: [String]) -> String {
    let shown = names.prefix(20).map { "“\(InertText.of($0, limit: 60))”" }.joined(separator: ", ")
    return names.count > 20 ? "\(shown) and \(names.count - 20) more" : shown
  }

  private static func rows(_ count: Int) -> String { count == 1 ? "1 row" : "\(count) rows" }
}

extension String {
  fileprivate func padding(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
