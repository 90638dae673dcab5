import Domain
import Foundation

/// A headline with everything that UCI's newsCorpora file says of it.
struct NewsRow: Sendable {
  var title: String
  var publisher: String
  /// b, e, m or t.
  var category: String
  var story: String
  var host: String
  /// Seconds since 1970, UTC.
  var time: Int

  /// 0–23, UTC.
  var hour: Int { time / 3600 % 24 }
  /// 0 is Monday; 1 January 1970 was a Thursday.
  var weekday: Int { (time / 86_400 + 3) % 7 }
}

/// The rows of a file, and what is counted over all of them.
struct NewsRows: Sendable {
  let rows: [NewsRow]
  /// Publishers and stories, the ones with the most rows first.
  let publishers: [(name: String, count: Int)]
  let stories: [(name: String, count: Int)]

  init(_ rows: [NewsRow]) {
    self.rows = rows
    publishers = Self.counted(rows.map(\.publisher))
    stories = Self.counted(rows.map(\.story))
  }

  /// Reads tab-separated lines of eight fields; others are left out.
  init(path: String) throws {
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    self.init(
      bytes.split(separator: 0x0A).compactMap { line in
        let fields = line.split(separator: 0x09, omittingEmptySubsequences: false)
        guard fields.count == 8 else { return nil }
        func text(_ field: Int) -> String { String(decoding: fields[field], as: UTF8.self) }
        return NewsRow(
          title: text(1), publisher: text(3), category: text(4), story: text(5), host: text(6),
          time: (Int(text(7)) ?? 0) / 1000)
      })
  }

  /// Makes rows of made-up words, in the place of a file.
  init(madeUp count: Int) {
    var generator = SeededGenerator(seed: 5)
    let headlines = Headlines(madeUp: count)
    self.init(
      headlines.texts.indices.map { row in
        let mark = [", ", " ", "? ", " 7 "][generator.next(below: 4)]
        return NewsRow(
          title: headlines.texts[row].replacing(" ", with: mark, maxReplacements: 1),
          publisher: "publisher \(generator.next(below: 40))",
          category: Headlines.categories[headlines.labels[row]],
          story: "\(headlines.labels[row])-\(generator.next(below: 30))",
          host: generator.nextUnit() < 0.8 ? "a.com" : "a.org",
          time: 1_394_000_000 + generator.next(below: 15_000_000))
      })
  }

  private static func counted(_ names: [String]) -> [(name: String, count: Int)] {
    Dictionary(grouping: names) { $0 }.map { (name: $0.key, count: $0.value.count) }
      .sorted { ($1.count, $0.name) < ($0.count, $1.name) }
  }
}
