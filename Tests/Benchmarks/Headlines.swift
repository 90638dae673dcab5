import Domain
import Foundation
import Learning

/// Headlines with their gold labels, in the form of UCI's newsCorpora file.
struct Headlines {
  private(set) var texts: [String] = []
  private(set) var labels: [Int] = []
  /// The story that each belongs to, if the file says.
  private(set) var stories: [String?] = []

  /// Business, entertainment, health, science and technology.
  static let categories = ["b", "e", "m", "t"]
  static let classCount = categories.count

  /// Reads tab-separated lines: the text second, the category fifth, the story sixth.
  init(path: String) throws { try self.init(path: path, text: 1, category: 4, story: 5) }

  /// Reads tab-separated lines with the text, the category and perhaps the story in these fields.
  init(path: String, text: Int, category: Int, story: Int? = nil) throws {
    // Splitting a plain array takes a tenth of the time that splitting Data takes.
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    for line in bytes.split(separator: 0x0A) {
      let fields = line.split(separator: 0x09, omittingEmptySubsequences: false)
      guard fields.count > max(text, category),
        let label = Self.categories.firstIndex(
          of: String(decoding: fields[category], as: UTF8.self))
      else { continue }
      texts.append(String(decoding: fields[text], as: UTF8.self))
      labels.append(label)
      let group = story.flatMap { fields.indices.contains($0) ? fields[$0] : nil }
      stories.append(group.map { String(decoding: $0, as: UTF8.self) })
    }
  }

  /// Makes texts of made-up words: each class has words of its own, and all share some.
  init(madeUp count: Int) {
    var generator = SeededGenerator(seed: 1)
    for row in 0..<count {
      let label = row % Self.classCount
      let words = (0..<7).map { _ in
        generator.nextUnit() < 0.55
          ? "topic\(label)n\(generator.next(below: 25))" : "word\(generator.next(below: 40))"
      }
      texts.append(words.joined(separator: " "))
      labels.append(label)
      stories.append("\(row / 3)")
    }
  }

  /// The headlines of both, these first.
  func joined(with others: Headlines) -> Headlines {
    var result = self
    result.texts += others.texts
    result.labels += others.labels
    result.stories += others.stories
    return result
  }

  /// Draws rows at random; the whole file keeps its order.
  func subset(rows: Int, seed: UInt64) -> Headlines {
    guard rows < texts.count else { return self }
    var generator = SeededGenerator(seed: 0x57A2_7000 + seed)
    let order = generator.permutation(of: texts.count).prefix(rows)
    var result = self
    result.texts = order.map { texts[$0] }
    result.labels = order.map { labels[$0] }
    result.stories = order.map { stories[$0] }
    return result
  }

  /// Writes rows to a file, a line each: label TAB text.
  func write(rows: Range<Int>, to path: String) throws {
    let lines = rows.map { "\(Self.categories[labels[$0]])\t\(texts[$0])\n" }
    try Data(lines.joined().utf8).write(to: URL(filePath: path))
  }
}
