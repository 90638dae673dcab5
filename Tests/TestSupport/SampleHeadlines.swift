package import Foundation

/// The sample data's headlines with their gold labels, for tests of learning.
package struct SampleHeadlines: Sendable {
  package let texts: [String]
  /// By the label file's order: Business, Entertainment, Health & Medicine, Science and Technology.
  package let labels: [Int]

  /// The first headlines of `sample-data`.
  package init(count: Int) throws {
    let rows = try String(contentsOf: Self.file, encoding: .utf8).split(separator: "\n")
      .prefix(count).map { $0.split(separator: "\t", omittingEmptySubsequences: false) }
    texts = rows.map { String($0[1]) }
    labels = rows.map { ["b", "e", "m", "t"].firstIndex(of: $0[4]) ?? 0 }
  }

  /// The repository's folder of this name.
  package static func folder(_ name: String) -> URL {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: name)
  }

  package static let file = folder("sample-data").appending(path: "headlines.csv")
}
