/// The encoding of a file, and how it is known.
package struct EncodingFinding: Sendable, Equatable {
  package enum Evidence: Sendable, Equatable {
    case chosen
    case byteOrderMark
    /// All bytes are valid in it.
    case content
    /// Neither a mark nor valid UTF-8: the likeliest encoding of such files.
    case guess
  }

  package let encoding: TextEncoding
  package let evidence: Evidence
  /// Up to three words that another encoding would show differently.
  package internal(set) var words: [String] = []
}
