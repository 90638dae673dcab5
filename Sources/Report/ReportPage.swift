/// A report as sections of blocks, before it has a form.
///
/// All texts are raw, as files have them; each form escapes what it writes.
struct ReportPage {
  struct Section {
    let title: String
    let blocks: [Block]
  }

  enum Block {
    case paragraph(String)
    case list([String])
    /// A part of a section with a title of its own.
    case heading(String)
    case table(ReportTable)
    case chart(Chart)
    /// Names with large numbers.
    case figures([(name: String, value: String, note: String)])
  }

  let title: String
  let subtitle: String
  let sections: [Section]
}

/// A table of texts.
struct ReportTable {
  /// The titles; a number stands at the right.
  let columns: [(title: String, isNumber: Bool)]
  let rows: [[String]]

  init(_ columns: [(title: String, isNumber: Bool)], _ rows: [[String]]) {
    (self.columns, self.rows) = (columns, rows)
  }
}

/// A picture with its words: those who cannot see it read the caption and the tables.
struct Chart {
  let caption: String
  /// The names of the colors that are in it: a class of the style sheet and its meaning.
  let legend: [(style: String, name: String)]
  /// The SVG's elements, of numbers and our own words alone.
  let svg: String
}
