/// Names of labels that differ only in case or blanks.
package enum LabelVariants {
  package struct Name: Sendable, Equatable {
    package let name: String
    package let count: Int
  }

  /// Returns the groups of names that are variants of one, the most frequent name first.
  static func groups(_ counts: [String: Int]) -> [[Name]] {
    Dictionary(grouping: counts.map { Name(name: $0.key, count: $0.value) }) { form(of: $0.name) }
      .values.filter { $0.count > 1 }
      .map { $0.sorted { ($1.count, $0.name) < ($0.count, $1.name) } }
      .sorted { $0[0].name < $1[0].name }
  }

  /// Returns the most frequent variant for each other one.
  static func merged(_ groups: [[Name]]) -> [String: String] {
    groups.reduce(into: [:]) { merged, group in
      for other in group { merged[other.name] = group[0].name }
    }
  }

  /// Returns a name in small letters, with single blanks inside and none around.
  private static func form(of name: String) -> String {
    BlankText.trimmed(name).lowercased().split { $0.isWhitespace }.joined(separator: " ")
  }

  static func words(_ groups: [[Name]]) -> String {
    let lists = groups.prefix(10).map { group in
      group.map { "“\($0.name)” (\($0.count))" }.joined(separator: ", ")
    }
    return "labels that differ only in capitals or blanks: \(lists.joined(separator: "; ")); "
      + "--merge-label-variants takes the most frequent of each, --label-map names them one by one"
  }
}
