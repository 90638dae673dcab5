/// A fault of a file of texts, of one of its rows, or of a file of gold labels.
package enum ImportFault: FaultReason, Error {
  case json(JSONFault.Reason)
  case columns(found: Int, expected: Int)
  case invalidUTF8
  case nul
  case emptyText
  /// A record longer than `ByteWindow.recordLimit`.
  case endlessRecord
  case textAfterQuote
  case openQuote
  case duplicateColumn(String)
  case noColumn(String, known: [String])
  case noTextColumn(known: [String])
  case noKey(String, known: [String])
  case notText(key: String)
  case unknownLabel(String, known: [String])
  case noLabel
  case tooManyLabels(Int)
  case tooLong
  case unknownFormat
  case packed(String)
  case emptyFile
  case noRows
  case sampleTooLarge(wanted: Int, rows: Int)
  case labeledTooMany(wanted: Int, rows: Int)
  case duplicateIdentifier(String)
  case reservedKey(String)
  /// An output is the same file as an input or another output.
  case sameFile(String, other: String)

  // Faults of files of gold labels.
  case notAnAnswer
  case unknownAnswer(String)
  case noIdentifier
  case noAnswer(identifier: String)
}

extension ImportFault {
  package var description: String {
    switch self {
    case .json(let reason): "\(reason)"
    case .columns(let found, let expected):
      "\(found) columns instead of \(expected); correct the row or remove it"
    case .invalidUTF8: "not valid UTF-8; convert the file, for example with `iconv -t UTF-8`"
    case .nul: "the text contains a NUL byte; remove it"
    case .emptyText: "the text is empty; fill it in or remove the row"
    case .endlessRecord:
      "the row that begins here has more than \(ByteWindow.recordLimit >> 20) MB; a closing quote may be missing"
    case .textAfterQuote:
      "there is text after a closing quote; double the quotes inside a quoted field"
    case .openQuote: "a quoted field is not closed; add the closing quote"
    case .duplicateColumn(let name): "the column “\(name)” appears twice in the header; rename one"
    case .noColumn(let name, let known):
      "there is no column “\(name)”; there are \(Self.list(known))"
    case .noTextColumn(let known):
      "the column of the text is unknown; name one of \(Self.list(known)) with --text-column"
    case .noKey(let name, let known):
      "there is no key “\(name)”; there are \(Self.list(known)); name the key of the text with --text-column"
    case .notText(let key): "“\(key)” must be a string"
    case .unknownLabel(let label, let known):
      "the label “\(label)” is not one of \(Self.list(known)); add it to --label-map or --labels"
    case .noLabel:
      "the row has no label, which --labeled requires; name the column with --label-column, or "
        + "keep the existing labels with --labeled all"
    case .tooManyLabels(let limit):
      "more than \(limit) different labels; name the right column with --label-column"
    case .tooLong:
      "the row has more characters, with escapes, than a manifest allows: "
        + "\(ManifestLimits.attribute) for a value, \(ManifestLimits.line) for a line; shorten it"
    case .unknownFormat:
      "the format cannot be detected; name it with --input-format, or the column of the text with "
        + "--text-column"
    case .packed(let program):
      "the file is compressed; decompress it first: `\(program) FILE | winnow prepare -`"
    case .emptyFile: "the file is empty"
    case .noRows: "the file has no rows"
    case .sampleTooLarge(let wanted, let rows):
      "--sample asks for \(wanted) rows, but there are only \(rows)"
    case .labeledTooMany(let wanted, let rows):
      "--labeled asks for \(wanted) rows, but there are only \(rows)"
    case .duplicateIdentifier(let id):
      "the id “\(id)” appears twice, so its answer is ambiguous; make ids unique"
    case .reservedKey(let key):
      "the key “\(key)” begins with $, which a manifest does not allow; rename it"
    case .sameFile(let name, let other):
      "\(name) is the same file as \(other); choose another path"
    case .notAnAnswer: "not {\"id\": …, \"label\": …}; `prepare --answers` writes such lines"
    case .unknownAnswer(let name): "the job has no label “\(name)”"
    case .noIdentifier:
      "no “id” to find the answer by; `prepare --answers` gives each line one"
    case .noAnswer(let identifier): "no answer for the id “\(identifier)”"
    }
  }

  private static func list(_ names: [String]) -> String {
    let shown = names.prefix(20).map { "“\($0)”" }.joined(separator: ", ")
    return names.count > 20 ? "\(shown) and \(names.count - 20) more" : shown
  }
}
