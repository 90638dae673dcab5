import Dataset
import Domain

/// The request lines of the contract.
enum RequestLines {
  /// Appends a text's line, with its line feed.
  static func append(_ text: String, classCount: Int, to bytes: inout [UInt8]) {
    bytes += #"{"source": "#.utf8
    JSONString.append(text, to: &bytes)
    bytes += #", "k": \#(classCount)}"#.utf8
    bytes.append(0x0A)
  }
}
