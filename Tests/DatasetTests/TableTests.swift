import Dataset
import Testing

@Suite struct TableTests {
  @Test(
    "Separators are found from the header and the first records",
    arguments: [
      ("text,label\n\"a, b; c\",x\nd,y\n", ["a, b; c", "d"]),
      ("text;label\n\"a; b, c\";x\nd, e;y\n", ["a; b, c", "d, e"]),
      ("text\tlabel\na, b; c\tx\nd\ty\n", ["a, b; c", "d"]),
      ("text|label\na, b|x\nd|y\n", ["a, b", "d"]),
      ("sep=;\ntext;label\na, b;x\nd;y\n", ["a, b", "d"]),
      ("\"sep=\t\"\r\ntext\tlabel\r\na;b\tx\r\nd\ty\r\n", ["a;b", "d"]),
      ("id;text;note\n1;a,b;\"two\nlines\"\n2;d;\n", ["a,b", "d"]),
    ])
  func separators(text: String, expected: [String]) throws {
    #expect(try Prepared(text).texts == expected)
  }

  @Test(
    "Every kind of line end ends a record, and stays in a quoted field",
    arguments: ["\n", "\r\n", "\r"])
  func lineEnds(end: String) throws {
    let rows = ["text,label", "\"two\rlines\r\nand\nmore\",x", "last,y"]
    let prepared = try Prepared(rows.joined(separator: end))
    #expect(prepared.texts == ["two\rlines\r\nand\nmore", "last"])
    #expect(prepared.report.contains("Mac OS") == (end == "\r"))
    let faults = Prepared.messages((rows + ["a,b,c"]).joined(separator: end) + end)
    #expect(faults == ["7: 3 columns instead of 2; correct the row or remove it"])
    #expect(try Prepared(["one", "two"].joined(separator: end) + end).texts == ["one", "two"])
    let json = [#"{"text": "a"}"#, #"{"text": "b"}"#].joined(separator: end)
    #expect(try Prepared(json).texts == ["a", "b"])
  }

  @Test("A separator that cannot be told is asked for")
  func ambiguous() throws {
    let text = "text,a;text\nx,y;z\n"
    #expect(
      Prepared.messages(text) == [
        "0: the columns may be separated by commas or semicolons; name the character with --separator"
      ])
    #expect(try Prepared(text) { $0.table.separator = 0x3B }.texts == ["z"])
  }

  @Test(
    "Tables without a usual header are never plain lines",
    arguments: [
      "spam\tWin now\nham\tSee you\n", "1;Rain;x\n2;Goal;y\n3;Sun;z\n", "a|b\nc|d\n",
      "x,y\n\"multi\nline\",2\nz,3\n", "id,subject,queue\n",
    ])
  func unknownHeader(text: String) {
    #expect(Prepared.messages(text).first?.hasPrefix("1: a table of ") == true)
  }

  @Test("A table without a header is read by column numbers")
  func noHeader() throws {
    let prepared = try Prepared("spam\tWin now\nham\tSee you\n") {
      $0.table.hasHeader = false
      $0.columns = ColumnChoice(text: "2", label: "column-1")
    }
    #expect(prepared.texts == ["Win now", "See you"])
    #expect(prepared.labels == ["spam", "ham"])
    #expect(prepared.report.contains("without a header"))
  }

  @Test("Quotes of a file with tabs enclose fields only where the file shows it")
  func quotes() throws {
    let excel = "text\tlabel\n\"say \"\"yes\"\"\"\tx\n\"two\nlines\"\ty\n"
    #expect(try Prepared(excel).texts == ["say \"yes\"", "two\nlines"])
    let raw = "text\tlabel\n\"A quote\"\tx\n\"Another\" one\ty\n"
    #expect(try Prepared(raw).texts == ["\"A quote\"", "\"Another\" one"])
    let unclear = "text\tlabel\n\"A quote\"\tx\n"
    #expect(try Prepared(unclear).texts == ["\"A quote\""])
    #expect(try Prepared(unclear) { $0.table.quotes = true }.texts == ["A quote"])
  }

  @Test("A single column is read under a known header, and as lines without one")
  func single() throws {
    let column = try Prepared("Text\nRain, tonight\n\"Goal, \"\"late\"\"\"\n")
    #expect(column.texts == ["Rain, tonight", "Goal, \"late\""])
    #expect(column.report.contains("a single column"))
    let lines = try Prepared("Rain tonight\nGoal\n")
    #expect(lines.texts == ["Rain tonight", "Goal"])
    #expect(lines.report.contains("plain lines, a text each"))
  }

  @Test("Rows of nothing but separators are no rows")
  func emptyRows() throws {
    #expect(
      try Prepared("text;label\na;x\n;\n;;\n".replacing("\n;;\n", with: "\n;\n")).texts == ["a"])
  }

  @Test("Blanks around the names of a header are no part of them")
  func blanksInHeader() throws {
    #expect(try Prepared("id, text , label\n1,a,x\n").labels == ["x"])
  }

  @Test(
    "Files that are no text are refused with the command that makes text of them",
    arguments: [
      (Array("PAR1".utf8) + [0x15, 0], "a Parquet file", "read_parquet"),
      ([0x50, 0x4B, 0x03, 0x04, 0, 0], "xlsx", "read_excel"),
      (Array("SQLite format 3\0..".utf8), "a SQLite database", "sqlite3 -csv"),
    ] as [([UInt8], String, String)])
  func foreign(bytes: [UInt8], title: String, command: String) throws {
    let message = try #require(Prepared.messages(bytes).first)
    #expect(message.contains(title) && message.contains(command))
  }
}
