import Dataset
import Domain
import Foundation
import TestSupport
import Testing

@Suite struct MillionRowsTests {
  /// A form of input: its header, one row by its number, and how the program knows it.
  struct Form: Sendable, CustomTestStringConvertible {
    let format: InputFormat
    let header: String
    let row: @Sendable (Int) -> String

    var testDescription: String { format.rawValue }
  }

  static let forms = [
    Form(format: .newsCorpora, header: "") {
      "\($0)\tTitle \($0)\thttp://example.com\tPaper\tb\ts\texample.com\t1394470370698\n"
    },
    Form(format: .csv, header: "title,category\n") { "\"Title, \"\"\($0)\"\"\",b\n" },
    Form(format: .jsonLines, header: "") { "{\"title\": \"Title \($0)\"}\n" },
    Form(format: .lines, header: "") { "Title \($0)\n" },
  ]

  @Test("A file of a million rows becomes a manifest of a million lines", arguments: forms)
  func million(_ form: Form) throws {
    let folder = try TemporaryFolder()
    var bytes = Array(form.header.utf8)
    for number in 0..<1_000_000 { bytes.append(contentsOf: form.row(number).utf8) }
    let file = try InputFile(path: folder.write("in", bytes))
    let attribute = try #require(LabelAttributeName("category"))
    var options = PreparationOptions(
      attribute: attribute, jobName: "j", creationDate: Date(timeIntervalSince1970: 0))
    options.format = form.format
    let report = try Preparation(file, options: options).write(manifest: folder.path("out"))
    #expect(report.written == 1_000_000 && report.survey.duplicates == 0)
    let last = try #require(FileHandle(forReadingAtPath: folder.path("out")))
    let end = try last.seekToEnd()
    try last.seek(toOffset: end - 300)
    let tail = String(decoding: try last.readToEnd() ?? Data(), as: UTF8.self)
    let line = try #require(tail.split(separator: "\n").last)
    #expect(line.contains("999999") && line.hasSuffix("}"))
  }
}
