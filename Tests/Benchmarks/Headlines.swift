import Foundation
import Learning

/// Headlines with their gold labels, in the form of UCI's newsCorpora file.
struct Headlines {
  private(set) var texts: [String] = []
  private(set) var labels: [Int] = []

  static let classCount = 4

  /// Reads tab-separated lines: the text second, the category fifth.
  init(path: String) throws {
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    for line in data.split(separator: 0x0A) {
      let fields = line.split(separator: 0x09, omittingEmptySubsequences: false)
      guard fields.count > 4, let category = fields[4].first,
        let label = [0x62, 0x65, 0x6D, 0x74].firstIndex(of: category)
      else { continue }
      texts.append(String(decoding: fields[1], as: UTF8.self))
      labels.append(label)
    }
  }

  /// Draws rows at random; the whole file keeps its order.
  func subset(rows: Int, seed: UInt64) -> Headlines {
    guard rows < texts.count else { return self }
    var generator = SeededGenerator(seed: 0x57A2_7000 + seed)
    let order = generator.permutation(of: texts.count).prefix(rows)
    var result = self
    result.texts = order.map { texts[$0] }
    result.labels = order.map { labels[$0] }
    return result
  }
}
