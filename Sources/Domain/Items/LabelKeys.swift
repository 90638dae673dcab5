/// The keys of a job's labels, chosen here for every screen and command.
package enum LabelKeys {
  /// Characters that are commands of the labeling screen, now or soon: never a new label's key.
  package static let reserved: Set<Character> = Set("ulxnhgvqr=/[]? ")

  private static let letters = "abcdefghijklmnopqrstuvwxyz"
  private static let digits = "1234567890"

  /// Chooses a key for each label, in their order; nil for those that none is left for.
  ///
  /// A given key stays. Another label gets the first free letter or digit of its name, otherwise any
  /// free digit or letter; a letter first if its name has digits, since another digit would mislead.
  /// In a job with more labels than keys, the digits are left out: there they begin a label's number.
  package static func choose(for names: [String], given: [Character?]) -> [Character?] {
    let taken = reserved.union(given.compactMap(\.self))
    let keys = fill(names, given, taken)
    return keys.contains(nil) ? fill(names, given, taken.union(digits)) : keys
  }

  /// Chooses the keys that a labeling screen gave before projects kept them, commands or not.
  package static func chooseAsBefore(for names: [String], given: [Character?]) -> [Character?] {
    var taken = Set(given.compactMap(\.self))
    return zip(names, given).map { name, given in
      if let given { return given }
      let own = name.lowercased().filter { $0.isLetter && $0.unicodeScalars.count == 1 }
      let key = (own + digits).first { !taken.contains($0) }
      if let key { taken.insert(key) }
      return key
    }
  }

  /// Returns the first keys that a label of this name may have, beside those taken.
  package static func free(for name: String, beside taken: Set<Character>) -> Character? {
    (candidates(name) + spare(name)).first { !reserved.contains($0) && !taken.contains($0) }
  }

  private static func fill(
    _ names: [String], _ given: [Character?], _ taken: Set<Character>
  ) -> [Character?] {
    var taken = taken
    var keys = given
    for own in [true, false] {
      for index in names.indices where keys[index] == nil {
        let wanted = own ? candidates(names[index]) : spare(names[index])
        guard let key = wanted.first(where: { !taken.contains($0) }) else { continue }
        taken.insert(key)
        keys[index] = key
      }
    }
    return keys
  }

  private static func spare(_ name: String) -> String {
    name.contains(where: digits.contains) ? letters + digits : digits + letters
  }

  /// The letters and digits of a name that a keyboard types with one key, the plainest first.
  ///
  /// Hangul, kana and Chinese characters (from U+1100) need an input method.
  private static func candidates(_ name: String) -> String {
    let own = name.lowercased().filter { character in
      guard character.unicodeScalars.count == 1, let scalar = character.unicodeScalars.first else {
        return false
      }
      return scalar.value < 0x1100 && (character.isLetter || digits.contains(character))
    }
    return own.filter(\.isASCII) + own.filter { !$0.isASCII }
  }
}
