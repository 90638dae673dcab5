import Domain

/// One small change of a file, as a broken disk, a careless editor or an attacker makes it.
enum Mutation {
  private static let marks = Array("\"\u{0},;\t|\n\r[]{}:\\<&*#%".utf8) + [0x80, 0xE9, 0xC3, 0xFF]

  static func change(
    _ bytes: inout [UInt8], of corpus: [[UInt8]], _ numbers: inout SeededGenerator
  ) {
    guard !bytes.isEmpty else { return }
    let place = Int.random(in: 0..<bytes.count, using: &numbers)
    let mark = marks.randomElement(using: &numbers) ?? 0
    switch Int.random(in: 0..<8, using: &numbers) {
    case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &numbers)
    case 1: bytes.removeSubrange(place...)
    case 2: bytes.insert(mark, at: place)
    case 3: bytes.remove(at: place)
    case 4: bytes = bytes.map { $0 == bytes[place] ? mark : $0 }
    case 5: bytes = bytes.prefix(place) + (corpus.randomElement(using: &numbers) ?? [])
    default: changeLine(&bytes, &numbers)
    }
  }

  /// Deletes or doubles a line.
  private static func changeLine(_ bytes: inout [UInt8], _ numbers: inout SeededGenerator) {
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
    let place = Int.random(in: 0..<lines.count, using: &numbers)
    if Bool.random(using: &numbers) {
      lines.remove(at: place)
    } else {
      lines.insert(lines[place], at: place)
    }
    bytes = Array(lines.joined(separator: [0x0A]))
  }
}
