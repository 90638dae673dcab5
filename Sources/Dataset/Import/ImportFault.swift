/// What is wrong with a file of texts, one of its rows, or a file of gold labels.
package enum ImportFault: FaultReason, Error {
  case json(JSONFault.Reason)
  case columns(found: Int, expected: Int)
  case invalidUTF8
  case nul
  case emptyText
  /// A record of many megabytes.
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
  /// A file would be written that is read, or written, as something else.
  case sameFile(String, other: String)

  // A file of gold labels.
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
      "\(found) columns, where \(expected) are expected; correct the row or leave it out"
    case .invalidUTF8: "not valid UTF-8; convert the file, with `iconv -t UTF-8` say"
    case .nul: "a NUL byte stands in the text; remove it"
    case .emptyText: "the text is empty; fill it in or leave the row out"
    case .endlessRecord:
      "the row that begins here has more than \(ByteWindow.recordLimit >> 20) MB; a closing quote may be missing"
    case .textAfterQuote:
      "something follows a closing quote; double the quotes inside a quoted field"
    case .openQuote: "a quoted field is not closed; add the closing quote"
    case .duplicateColumn(let name): "the column “\(name)” stands twice in the header; rename one"
    case .noColumn(let name, let known):
      "there is no column “\(name)”; there are \(Self.list(known))"
    case .noTextColumn(let known):
      "no column is known to hold the text; name one of \(Self.list(known)) with --text-column"
    case .noKey(let name, let known):
      "there is no key “\(name)”; there are \(Self.list(known)); name the text's with --text-column"
    case .notText(let key): "“\(key)” must be a string"
    case .unknownLabel(let label, let known):
      "the label “\(label)” is not one of \(Self.list(known)); add it to --label-map or --labels"
    case .noLabel:
      "the row has no label, which --labeled needs; name the column with --label-column, or keep "
        + "the labels that there are with --labeled all"
    case .tooManyLabels(let limit):
      "more than \(limit) different labels; name the right column with --label-column"
    case .tooLong:
      "the row has more characters as written, escapes included, than a manifest allows: "
        + "\(ManifestLimits.attribute) for a value, \(ManifestLimits.line) for a line; shorten it"
    case .unknownFormat:
      "the form cannot be told from the content; name it with --input-format, or the text's column "
        + "with --text-column"
    case .packed(let program):
      "the file is packed; unpack it first: `\(program) FILE | winnow prepare -`"
    case .emptyFile: "the file is empty"
    case .noRows: "the file has no rows"
    case .sampleTooLarge(let wanted, let rows):
      "a sample of \(wanted) is asked for, but there are only \(rows) rows"
    case .labeledTooMany(let wanted, let rows):
      "\(wanted) labeled rows are asked for, but there are only \(rows) rows"
    case .duplicateIdentifier(let id):
      "the id “\(id)” stands twice, so answers could not be told apart; make ids unique"
    case .reservedKey(let key):
      "the key “\(key)” begins with $, which a manifest forbids; rename it"
    case .sameFile(let name, let other):
      "\(name) is the same file as \(other); write to another"
    case .notAnAnswer: "not {\"id\": …, \"label\": …}; `prepare --answers` writes such lines"
    case .unknownAnswer(let name): "the job has no label “\(name)”"
    case .noIdentifier:
      "no “id”, so no answer can be found; `prepare --answers` gives one to each line"
    case .noAnswer(let identifier): "no answer for the id “\(identifier)”"
    }
  }

  private static func list(_ names: [String]) -> String {
    let shown = names.prefix(20).map { "“\($0)”" }.joined(separator: ", ")
    return names.count > 20 ? "\(shown) and \(names.count - 20) more" : shown
  }
}
