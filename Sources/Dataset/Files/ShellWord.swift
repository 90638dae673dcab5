/// A word of a command line that a message proposes.
package enum ShellWord {
  /// Returns a word that a shell reads as it is, in quotes where it must be.
  package static func quoted(_ word: String) -> String {
    let isPlain = word.unicodeScalars.allSatisfy { scalar in
      scalar.properties.isAlphabetic || ("0"..."9") ~= scalar
        || "/:.-_=@%+,".unicodeScalars.contains(scalar)
    }
    if isPlain, !word.isEmpty { return word }
    return "'"
      + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
      + "'"
  }
}
