import Foundation

/// The rows of a file, and as many more as are wanted.
struct ManyRows {
  private let rows: [Substring]

  init(_ path: String) throws {
    rows = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
  }

  func write(_ count: Int, to path: String) throws {
    _ = FileManager.default.createFile(atPath: path, contents: nil)
    guard let file = FileHandle(forWritingAtPath: path) else { throw BenchmarkError(path) }
    var text = ""
    for number in 0..<count {
      text += number < rows.count ? String(rows[number]) : row(number)
      text += "\n"
      if text.utf8.count > 1 << 22 {
        try file.write(contentsOf: Data(text.utf8))
        text = ""
      }
    }
    try file.write(contentsOf: Data(text.utf8))
    try file.close()
  }

  /// A repeated row with an identifier of its own and two words of other rows in its title.
  private func row(_ number: Int) -> String {
    var fields = rows[number % rows.count].split(separator: "\t", omittingEmptySubsequences: false)
    guard fields.count > 1 else { return "" }
    fields[0] = Substring("\(number + 1)")
    var words = fields[1].split(separator: " ")
    for step in 1...2 where !words.isEmpty {
      let other = rows[(number &* 7_919 &* step) % rows.count].split(separator: "\t")
      if other.count > 1, let word = other[1].split(separator: " ").last {
        words[(number / rows.count &* step) % words.count] = word
      }
    }
    fields[1] = Substring(words.joined(separator: " "))
    return fields.joined(separator: "\t")
  }
}
