/// A fault of a file of texts, of one of its rows, or of a file of gold labels.
package enum ImportFault: FaultReason, Error {
  case json(JSONFault.Reason)
  case columns(found: Int, expected: Int)
  case invalidUTF8
  /// An encoding that is recognized and not read.
  case encoding(String)
  case unknownEncoding
  case brokenUTF16
  case nul
  /// Half of a surrogate pair among a string's escapes.
  case halfCharacter
  case emptyText
  /// A record longer than `ByteWindow.recordLimit`.
  case endlessRecord
  case textAfterQuote
  case openQuote
  case duplicateColumn(String)
  case noColumn(String, known: [String])
  case noTextColumn(known: [String])
  case noKey(String, known: [String])
  /// The value of the text's or label's key is of another kind.
  case notText(key: String, found: String)
  case notLabels(key: String)
  case severalLabels([String])
  /// A label of fastText's with a comma, before which another form ends it.
  case labelWithComma(String)
  /// Different names of one label in a manifest's metadata.
  case classNames([String])
  /// Several labels in one field, as doccano's CSV has them.
  case joinedLabels(String)
  /// The answers of several questions, of which a job has one.
  case severalQuestions([String])
  /// Names of labels that differ only in case or blanks, each with its count.
  case labelVariants([[LabelVariants.Name]])
  case unknownLabel(String, known: [String])
  case noLabel
  case tooManyLabels(Int)
  case tooLong
  case unknownFormat
  case unknownHeader([String], separator: UInt8)
  case ambiguousSeparator([UInt8])
  case markup
  /// The rows are in a list under a key of one object.
  case wrapped(key: String)
  /// One object over several lines.
  case spreadObject
  case foreign(ForeignFile)
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
    case .invalidUTF8:
      "not valid UTF-8; correct it, or name the file's encoding with --encoding windows-1252"
    case .encoding(let name):
      "the file is \(name); convert it: `iconv -f \(name) -t UTF-8 FILE | winnow prepare -`"
    case .unknownEncoding:
      "the encoding cannot be told: not UTF-8, and as Windows-1252 no Western language; convert it "
        + "from its own, for example `iconv -f WINDOWS-1251 -t UTF-8 FILE | winnow prepare -` "
        + "(GB18030, SHIFT_JIS, EUC-KR, KOI8-R, MACINTOSH, …), or name one with --encoding"
    case .brokenUTF16:
      "the file is UTF-16 and breaks off or is damaged; save it again, as UTF-8"
    case .nul: "the text contains a NUL byte; remove it"
    case .halfCharacter:
      "a text or a label has half of a character (an escape from \\ud800 to \\udfff without its other half); "
        + "correct it"
    case .emptyText: "the text is empty; fill it in or remove the row"
    case .endlessRecord:
      "the row that begins here has more than \(ByteWindow.recordLimit >> 20) MB; a closing quote may be missing"
    case .textAfterQuote:
      "there is text after a closing quote; double the quotes inside a quoted field"
    case .openQuote: "a quoted field is not closed; add the closing quote"
    case .duplicateColumn(let name): "the column “\(name)” appears twice in the header; rename one"
    case .noColumn(let name, let known):
      "there is no column “\(name)”\(Self.nearest(name, known)); there are \(Self.list(known))"
    case .noTextColumn(let known):
      "the column of the text is unknown; name one of \(Self.list(known)) with --text-column"
    case .noKey(let name, let known):
      "there is no key “\(name)”\(Self.nearest(name, known)); there are \(Self.list(known)); name "
        + "the key of the text with --text-column"
    case .notText(let key, let found): "“\(key)” must be a string, and is \(found)"
    case .labelWithComma(let name):
      "the label “\(name)” has a comma: fastText ends a label at a blank; put a blank in the comma's "
        + "place"
    case .notLabels(let key):
      "“\(key)” holds other things than labels of the whole text, such as spans, which have no place "
        + "here: `jq -c 'del(.\(key))' FILE | winnow prepare -`, or name the key of the label with "
        + "--label-column"
    case .severalLabels(let labels):
      "the row has \(labels.count) labels (\(Self.list(labels))), and a job one an item; "
        + "--several-labels first takes the first, --several-labels unlabeled keeps the row without"
    case .classNames(let names):
      "one label's index has several names: \(Self.list(names)); correct the metadata, or give the "
        + "job's labels with --labels"
    case .joinedLabels(let label):
      "the label “\(label)” is several, joined by #, and a job has one label an item; export JSONL from "
        + "doccano and read it with --several-labels, or map the label with --label-map"
    case .severalQuestions(let names):
      "there are the answers of several questions: \(Self.list(names)); name one with --label-column"
    case .labelVariants(let groups): LabelVariants.words(groups)
    case .unknownLabel(let label, let known):
      "the label “\(label)” is not one of \(Self.list(known))\(Self.nearest(label, known)); add it to --label-map or --labels"
    case .noLabel:
      "the row has no label; name the column with --label-column (of prepare, --labeled all keeps "
        + "the labels that are there)"
    case .tooManyLabels(let limit):
      "more than \(limit) different labels; name the right column with --label-column"
    case .tooLong:
      "the row has more characters, with escapes, than a manifest allows: "
        + "\(ManifestLimits.attribute) for a value, \(ManifestLimits.line) for a line; shorten it"
    case .unknownFormat:
      "the format cannot be detected; name it with --input-format, or the column of the text with "
        + "--text-column"
    case .unknownHeader(let names, let separator):
      "a table of \(names.count) columns with \(TableDialect.title(of: separator)) between them, and "
        + "no usual name for the text: \(Self.list(names)). Name its column with --text-column; if "
        + "this line is a row, add --no-header (columns are column-1, …); if each line is one text, "
        + "--input-format lines"
    case .ambiguousSeparator(let separators):
      "the columns may be separated by \(separators.map(TableDialect.title).joined(separator: " or ")); "
        + "name the character with --separator"
    case .markup: "the file is HTML or XML or a Markdown table; make CSV or JSON Lines of it"
    case .wrapped(let key):
      "the rows are in a list under “\(key)”; take them out: "
        + "`jq -c '.[\"\(key)\"][]' FILE | winnow prepare -`"
    case .spreadObject:
      "one JSON object over several lines; if it holds the rows in a list under a key, take them out: "
        + "`jq -c '.KEY[]' FILE | winnow prepare -`; if it is one of many objects: "
        + "`jq -c . FILE | winnow prepare -`"
    case .foreign(let file): "\(file.title); convert it: `\(file.command)`"
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

  private static func nearest(_ name: String, _ known: [String]) -> String {
    NearestName.of(name, among: known).map { " (did you mean “\($0)”?)" } ?? ""
  }

  private static func list(_ names: [String]) -> String {
    let shown = names.prefix(20).map { "“\($0)”" }.joined(separator: ", ")
    return names.count > 20 ? "\(shown) and \(names.count - 20) more" : shown
  }
}

extension ImportFault {
  /// The columns among which the one of the text is to be chosen; nil for other faults.
  package var textCandidates: [String]? {
    switch self {
    case .unknownHeader(let names, _), .noTextColumn(let names): names
    default: nil
    }
  }
}
