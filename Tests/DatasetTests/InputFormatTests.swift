import Dataset
import Domain
import Foundation
import TestSupport
import Testing

@Suite struct InputFormatTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func prepare(
    _ bytes: [UInt8], _ change: (inout PreparationOptions) -> Void = { _ in }
  ) throws -> (preparation: Preparation, lines: [String]) {
    var options = PreparationOptions(
      attribute: try .category(), jobName: "labeling-job/x",
      creationDate: Date(timeIntervalSince1970: 0))
    change(&options)
    let file = try InputFile(path: folder.write("input", bytes))
    let preparation = try Preparation(file, options: options)
    try preparation.write(manifest: folder.path("m"), answers: folder.path("a"))
    return (preparation, try folder.read("m").split(separator: "\n").map(String.init))
  }

  private func prepare(
    _ text: String, _ change: (inout PreparationOptions) -> Void = { _ in }
  ) throws -> (preparation: Preparation, lines: [String]) {
    try prepare(Array(text.utf8), change)
  }

  private func messages(
    _ text: String, _ change: (inout PreparationOptions) -> Void = { _ in }
  ) -> [String] {
    do {
      _ = try prepare(text, change)
      return []
    } catch {
      return ((error as? FileFaults)?.faults ?? []).map { "\($0.line ?? 0): \($0.reason)" }
    }
  }

  private static let news = "1\tTitle\thttp://x\tP\tb\ts\th\t139\n"

  @Test(
    "An input format is detected from the content",
    arguments: [
      (news, .newsCorpora),
      (news + "broken\n" + news, .newsCorpora),
      ("ID,TITLE,CATEGORY\n1,a,b\n", .csv), ("\u{FEFF}title,label\na,b\n", .csv),
      ("\"title\",\"label\"\n\"a\",\"b\"\n", .csv), ("title\tlabel\na\tb\n", .tsv),
      ("{\"title\": \"a\", \"label\": \"b\"}\n", .jsonLines),
      ("{\"title\": \"a\", \"source\": \"Reuters\"}\n", .jsonLines),
      ("{\"source\": \"a\", \"id\": 1}\n", .manifest), ("  {\"source\": \"a\"}\n", .manifest),
      ("Fed may raise rates\nStocks, bonds fall\n", .lines), ("one line", .lines),
      ("A title, with a comma\n", .lines), ("\n\nAfter empty lines\n", .lines),
    ] as [(String, InputFormat)])
  func detection(text: String, format: InputFormat) throws {
    let bytes = Array(text.utf8)
    let file = try InputFile(path: folder.write("input", bytes))
    let options = PreparationOptions(
      attribute: try .category(), jobName: "x", creationDate: Date(timeIntervalSince1970: 0))
    var skipping = options
    skipping.skipsBadRows = true
    #expect(try Preparation(file, options: skipping).survey.format == format)
  }

  @Test("A table with an unknown header and a compressed file are refused")
  func unknown() throws {
    #expect(
      messages("a,b\nc,d\n") == [
        "1: a table of 2 columns with commas between them, and no usual name for the text: “a”, “b”. "
          + "Name its column with --text-column; if this line is a row, add --no-header (columns are "
          + "column-1, …); if each line is one text, --input-format lines"
      ])
    let error = #expect(throws: FileFaults.self) { try prepare([0x1F, 0x8B, 8, 0, 0]) }
    #expect(error?.faults.reasons() == [ImportFault.packed("gzip -dc")])
  }

  @Test("CSV follows RFC 4180: quotes, commas, line ends in quotes, CRLF and a byte order mark")
  func csv() throws {
    let text =
      "\u{FEFF}id,title,note\r\n1,\"Say \"\"yes\"\", now\",\r\n2,\"two\r\nlines\",\"x\"\r\n"
      + "3,5\" disk,tab\there\r\n\r\n4,\"\"\"\",\"\""
    let (preparation, lines) = try prepare(text)
    #expect(preparation.survey.format == .csv)
    #expect(
      lines == [
        #"{"id": "1", "source": "Say \"yes\", now", "note": ""}"#,
        #"{"id": "2", "source": "two\r\nlines", "note": "x"}"#,
        #"{"id": "3", "source": "5\" disk", "note": "tab\there"}"#,
        #"{"id": "4", "source": "\"", "note": ""}"#,
      ])
  }

  @Test("Faults of CSV rows have the number of the row's first line")
  func csvLines() {
    #expect(
      messages("title,label\n\"a\nb\nc\",x\nonly\n\"q\"r,x\n") == [
        "5: 1 columns instead of 2; correct the row or remove it",
        "6: there is text after a closing quote; double the quotes inside a quoted field",
      ])
    #expect(
      messages("title,label\na,x\n\"never closed,x\nb,x\n")
        == ["3: a quoted field is not closed; add the closing quote"])
  }

  @Test("An unusable header is one fault, not one for each row")
  func header() {
    #expect(
      messages("a,b\nc,d\ne,f\n") { $0.format = .csv } == [
        "1: the column of the text is unknown; name one of “a”, “b” with --text-column"
      ])
    #expect(
      messages("title,x\nc,d\n") { $0.columns.label = "y" } == [
        "1: there is no column “y”; there are “title”, “x”"
      ])
    #expect(
      messages("title,x,x\nc,d,e\n") == [
        "1: the column “x” appears twice in the header; rename one"
      ])
    #expect(messages("title,label\n") == ["0: the file has no rows"])
  }

  @Test(
    "A missing column is refused with the names of the existing ones",
    arguments: [
      ("title,label\na,b\n", "1: there is no column “foo”; there are “title”, “label”"),
      ("x\ty\na\tb\n", "1: there is no column “foo”; there are “x”, “y”"),
      ("one\ntwo\n", "1: there is no column “foo”; there are “one”"),
      (
        #"{"title": "a", "k": 1}"#,
        "1: there is no key “foo”; there are “title”, “k”; name the key of the text with --text-column"
      ),
    ])
  func missingColumn(text: String, message: String) {
    #expect(messages(text) { $0.columns.text = "foo" } == [message])
  }

  @Test("Columns of text and label can be chosen, and the others keep their names")
  func columns() throws {
    let (_, lines) = try prepare("Body,Kind,Paper\na,x,P\nb,y,Q\n") {
      $0.columns = ColumnChoice(text: "Body", label: "kind")
    }
    #expect(
      lines == [#"{"source": "a", "Paper": "P"}"#, #"{"source": "b", "Paper": "Q"}"#])
    #expect(
      try folder.read("a") == "")
  }

  @Test("newsCorpora with a header gives the same manifest as without")
  func newsWithHeader() throws {
    let plain = try prepare(Self.news) { $0.labeled = .count(1) }.lines
    let csv = "ID,TITLE,URL,PUBLISHER,CATEGORY,STORY,HOSTNAME,TIMESTAMP\n"
    let table = csv + Self.news.replacing("\t", with: ",")
    #expect(try prepare(table) { $0.labeled = .count(1) }.lines == plain)
    #expect(try prepare(table.replacing(",", with: "\t")) { $0.labeled = .count(1) }.lines == plain)
  }

  @Test("In tab-separated files quotes are ordinary characters")
  func tsv() throws {
    let (_, lines) = try prepare("title\tlabel\n\"quoted\" and \"open\tx\nb\ty\n")
    #expect(lines[0] == #"{"source": "\"quoted\" and \"open"}"#)
  }

  @Test("JSON Lines keep all keys byte for byte, but for the label")
  func jsonLines() throws {
    let (_, lines) = try prepare(
      """
      {"id": 7, "n": 1.50, "title": "A \\u00e9", "label": "x", "o": {"b": [1, 2]}}

      {"title": "B", "label": "y", "label-metadata": {"by": "me"}, "category": "y"}
      """)
    #expect(
      lines == [
        #"{"id": 7, "source": "A é", "n": 1.50, "o": {"b": [1, 2]}}"#,
        #"{"source": "B", "label-metadata": {"by": "me"}, "input-category": "y"}"#,
      ])
  }

  @Test("Keys may be paths into nested objects, and a nested gold label is removed")
  func paths() throws {
    let (_, lines) = try prepare(
      #"{"data": {"title": "T", "gold": {"by": "me", "label": "x"}, "n": 1}, "k": 2}"# + "\n"
    ) { $0.columns = ColumnChoice(text: "data.title", label: "data.gold.label") }
    #expect(
      lines == [#"{"source": "T", "data": {"gold": {"by": "me"}, "n": 1}, "k": 2}"#])
  }

  @Test(
    "Faults of JSON Lines have the number of their line",
    arguments: [
      (#"{"title": 1}"#, "2: “title” must be a string, and is a number"),
      (
        #"{"x": "a"}"#,
        "2: there is no key “title”; there are “x”; name the key of the text with --text-column"
      ),
      (
        #"{"text": "a", "titel": "b"}"#,
        "2: there is no key “title” (did you mean “titel”?); there are “text”, “titel”; name the key "
          + "of the text with --text-column"
      ),
      (#"{"title": "a""#, "2: the JSON ends in the middle of a value; a quote, ] or } is missing"),
      (#"{"title": "a\u0000"}"#, "2: the text contains a NUL byte; remove it"),
      (
        #"{"title": "a", "$k": 1}"#,
        "2: the key “$k” begins with $, which a manifest does not allow; rename it"
      ),
      (#"{"title": ""}"#, "2: the text is empty; fill it in or remove the row"),
      (#"{"title": "a", "label": {}}"#, "2: “label” must be a string, and is an object"),
      (
        #"{"title": "a", "label": [[0, 4, "LOC"]]}"#,
        "2: “label” holds other things than labels of the whole text, such as spans, which have no place "
          + "here: `jq -c 'del(.label)' FILE | winnow prepare -`, or name the key of the label with "
          + "--label-column"
      ),
      (
        #"{"title": "a", "score": NaN}"#,
        "2: “score” is NaN, which is not JSON; write null instead, as pandas does with "
          + #"to_json(orient="records", lines=True)"#
      ),
      (
        #"{"title": "a", "o": {"x": [1, -Infinity]}}"#,
        "2: “o” is -Infinity, which is not JSON; write null instead, as pandas does with "
          + #"to_json(orient="records", lines=True)"#
      ),
    ])
  func jsonFaults(line: String, message: String) {
    #expect(messages("{\"title\": \"ok\"}\n\(line)\n") == [message])
  }

  @Test("A manifest's own labels are gold labels, and are removed unless --labeled keeps them")
  func manifest() throws {
    let text = """
      {"source": "a", "id": 1, "category": 1, "category-metadata": {"class-name": "B"}, "k": "v"}
      {"source": "b", "id": 2, "category": "0", "k": "w"}

      """
    let (_, lines) = try prepare(text)
    #expect(
      lines == [#"{"id": 1, "source": "a", "k": "v"}"#, #"{"id": 2, "source": "b", "k": "w"}"#])
    let labeled = try prepare(text) { $0.labeled = .share(1) }
    #expect(labeled.lines[0].hasPrefix(#"{"id": 1, "source": "a", "k": "v", "category": 1, "#))
    // A number's name is known only where the metadata has it.
    #expect(labeled.lines[0].contains(#""class-name": "B""#))
    #expect(!labeled.lines[1].contains("class-name"))
    #expect(
      try folder.read("a") == """
        {"id": 1, "label": "B"}
        {"id": 2, "label": "0"}

        """)
  }

  @Test("Without a map, labels are numbered in sorted order, as in Amazon's sample")
  func sortedLabels() throws {
    let (preparation, lines) = try prepare("title,label\na,sports\nb,culture\n") {
      $0.labeled = .share(1)
    }
    #expect(preparation.labelMap?.names == ["culture", "sports"])
    #expect(lines[0].contains(#""category": 1, "category-metadata": {"class-name": "sports""#))
  }

  @Test("Labels that are letters of newsCorpora.csv keep their names in any other file")
  func letters() throws {
    for text in [
      "title,label\na,b\nb,t\n",
      #"{"title": "a", "label": "b"}"# + "\n" + #"{"title": "b", "label": "t"}"#,
    ] {
      #expect(try prepare(text).preparation.labelMap?.names == ["b", "t"])
    }
    #expect(try prepare(Self.news).preparation.labelMap == .newsCorpora)
  }

  @Test("A second column with a label's name is carried along, and left out only by name")
  func secondLabel() throws {
    let text = "title,label,topic,note\na,0,sports,n\n"
    let (preparation, lines) = try prepare(text)
    #expect(lines == [#"{"source": "a", "topic": "sports", "note": "n"}"#])
    #expect(preparation.survey.columns.likeLabels == ["topic"])
    let (left, short) = try prepare(text) { $0.columns.leftOut = ["topic", "Note"] }
    #expect(short == [#"{"source": "a"}"#])
    #expect(left.survey.columns.leftOut == ["topic", "note"])
    #expect(
      messages(text) { $0.columns.leftOut = ["topik"] } == [
        "1: there is no column “topik” (did you mean “topic”?); there are “title”, “label”, “topic”, “note”"
      ])
  }

  @Test("Keys of JSON are left out by name, also inside an object, and a mistyped one is refused")
  func leftOutKeys() throws {
    let text = #"{"title": "a", "meta": {"gold": "x", "n": 1}, "k": 2}"# + "\n"
    let lines = try prepare(text) { $0.columns.leftOut = ["meta.gold", "k"] }.lines
    #expect(lines == [#"{"source": "a", "meta": {"n": 1}}"#])
    #expect(
      messages(text) { $0.columns.leftOut = ["mata"] } == [
        "0: there is no column “mata” (did you mean “meta”?); there are “title”, “meta”, “k”"
      ])
    #expect(messages(text) { $0.columns.label = "lable" }.first?.contains("“lable”") == true)
  }

  @Test("Keys with a meaning for the job are renamed if they come from the input")
  func reservedKeys() throws {
    let (_, lines) = try prepare("title,source,gold\na,Reuters,x\n") {
      $0.columns = ColumnChoice(text: "title", label: "gold")
    }
    #expect(lines == [#"{"source": "a", "input-source": "Reuters"}"#])
    let again = try prepare("title,source,input-source\na,Reuters,AFP\n").lines
    #expect(
      again == [#"{"source": "a", "input-input-source": "Reuters", "input-source": "AFP"}"#])
  }

  @Test("Plain lines get ids if answers are written")
  func plainLines() throws {
    let (_, lines) = try prepare("one\r\n\ntwo\t\"x\"") { $0.givesIdentifiers = true }
    #expect(
      lines == [
        #"{"id": "line-1", "source": "one"}"#, #"{"id": "line-3", "source": "two\t\"x\""}"#,
      ])
  }

  @Test("Ids that differ only in their quotes are refused if answers are written")
  func ambiguousIdentifiers() {
    let lines = #"{"id": 7, "title": "a"}"# + "\n" + #"{"id": "7", "title": "b"}"# + "\n"
    #expect(
      messages(lines) { $0.givesIdentifiers = true } == [
        "2: the id “7” appears twice, so its answer is ambiguous; make ids unique"
      ])
    #expect(messages(lines).isEmpty)
  }

  @Test("A labeled share requires a label in every row")
  func noLabels() {
    #expect(
      messages("one\ntwo\n") { $0.labeled = .count(1) }.first
        == "1: the row has no label; name the column with --label-column (of prepare, --labeled all "
        + "keeps the labels that are there)")
  }

  @Test("All labels of a partly labeled file can be kept, and no row is dropped")
  func partlyLabeled() throws {
    let (preparation, lines) = try prepare("title,label\na,x\nb,\nc,y\n") { $0.labeled = .all }
    #expect(preparation.survey.labeledRows == 2)
    #expect(lines.map { $0.contains("\"category\": ") } == [true, false, true])
    #expect(lines[1] == #"{"source": "b"}"#)
  }

  @Test("A text longer than a manifest allows is refused")
  func longText() {
    let long = String(repeating: "x", count: 20_001)
    let words =
      "2: the row has more characters, with escapes, than a manifest allows: "
      + "20000 for a value, 100000 for a line; shorten it"
    #expect(messages("short\n\(long)\n") == [words])
    // Each quote is written as two characters.
    #expect(messages("short\n\(String(repeating: "\"", count: 10_001))\n") == [words])
    #expect(messages("short\n\(String(repeating: "\"", count: 10_000))\n").isEmpty)
  }

  @Test("Records longer than the window are read, and an unclosed quote is refused")
  func longRecords() throws {
    let fields = (0..<40).map { "\"\(String(repeating: "y", count: 9_000)),\($0)\"" }
    let long = "title," + (0..<40).map { "k\($0)" }.joined(separator: ",") + "\n"
    #expect(
      messages(long + "a," + fields.joined(separator: ",") + "\n").first?
        .hasPrefix("2: the row has more characters") == true)
    let open = "title,label\n\"" + String(repeating: "z\n", count: 5_000_000)
    #expect(messages(open).first?.contains("a closing quote may be missing") == true)
  }

  @Test("A prepared manifest is a valid manifest", arguments: [7, 8])
  func accepted(seed: Int) throws {
    let awkward = [
      "plain", "\u{1B}[2J", "tab\tbed", "世界 😀", "e\u{301}\u{202E}", "\\ \" \u{7F}", "{\"a\": 1}",
    ]
    let csv =
      "title,label\n"
      + awkward.map { "\"\($0.replacing("\"", with: "\"\""))\",b\n" }.joined()
    _ = try prepare(csv) {
      $0.labelMap = .newsCorpora
      $0.labeled = .count(3)
      $0.seed = UInt64(seed)
    }
    let manifest = try Manifest.read(
      path: folder.path("m"), attribute: .category(), labels: .news)
    #expect(manifest.lines.indices.map { manifest.text(of: $0) } == awkward)
    #expect(manifest.lines.count { $0.initialLabel != nil } == 3)
  }
}
