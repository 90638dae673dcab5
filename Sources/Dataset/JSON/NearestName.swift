/// Finds the known name that is closest to a mistyped one, or begins with it.
package enum NearestName {
  package static func of(_ name: String, among known: [String]) -> String? {
    let longer = known.filter { $0.lowercased().hasPrefix(name.lowercased()) }
    if name.count > 1, let shortest = longer.min(by: { $0.count < $1.count }) { return shortest }
    let distances = known.map { ($0, distance($0.lowercased(), name.lowercased())) }
    guard let best = distances.min(by: { $0.1 < $1.1 }) else { return nil }
    // A greater distance is hardly a typing mistake.
    let most = name.count < 4 ? 1 : Swift.max(2, name.count / 3)
    return best.1 <= most && best.1 < name.count ? best.0 : nil
  }

  /// Returns the least number of letters to insert, remove or replace (Levenshtein, 1966).
  private static func distance(_ one: String, _ other: String) -> Int {
    let other = Array(other.prefix(128))
    var row = Array(0...other.count)
    for (position, letter) in one.prefix(128).enumerated() {
      var diagonal = row[0]
      row[0] = position + 1
      for column in other.indices {
        let replaced = diagonal + (letter == other[column] ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = Swift.min(replaced, diagonal + 1, row[column] + 1)
      }
    }
    return row[other.count]
  }
}
