import Dataset
import Domain
import Foundation
import TestSupport
import Testing

@Suite struct ItemExportTests {
  private let folder: TemporaryFolder
  private static let date = Date(timeIntervalSince1970: 1_394_470_370)

  init() throws {
    folder = try TemporaryFolder()
  }

  /// A person's label, an auto-label, a rejected item, an unlabeled one, one labeled by the input.
  private static let input = [
    #"{"id": "7", "source": "One, \"two\"", "url": "http://a/"}"#,
    #"{"source": "Line\nbreak\tand tab", "label": "mine", "n": [1, 2]}"#,
    #"{"source": "bad", "url": null}"#,
    #"{"source": "__label__x is a word", "text": "t"}"#,
    #"""
    {"source": "came so", "category": 1, "category-metadata": {"class-name": "Entertainment", \#
    "confidence": 0.5, "human-annotated": "no", "creation-date": "2014-03-10T16:52:50.000000"}}
    """#,
  ]

  private static func label(_ index: Int, human: Bool, _ confidence: Double) -> OutputLine {
    .labeled(
      OutputLine.Label(
        index: index, className: LabelSet.news[index].name, confidence: confidence,
        humanAnnotated: human, creationDate: date))
  }

  private static let output = [
    label(0, human: true, 1), label(3, human: false, 0.97),
    .rejected(reason: "unreadable", creationDate: date), .unchanged, .unchanged,
  ]

  private func export(
    _ format: ExportFormat, only: Set<LabelOrigin> = Set(LabelOrigin.allCases)
  ) throws -> (text: String, leftOut: ItemExport.LeftOut) {
    let manifest = try Manifest.read(
      path: folder.write("in", Self.input.joined(separator: "\n")), attribute: .category(),
      labels: .news)
    var file = try AtomicFile(path: folder.path("out"))
    let leftOut = try ItemExport(manifest: manifest, labels: .news, format: format).write(
      to: &file
    ) { item in
      let line = Self.output[item]
      let origin = LabelOrigin(line, initial: manifest.lines[item].initialLabel)
      return only.contains(origin) ? line : nil
    }
    try file.commit()
    return (try folder.read("out"), leftOut)
  }

  @Test("CSV has the input's keys, then text and label, quoted where it must be")
  func csv() throws {
    let text = try export(.csv).text
    let rows = text.components(separatedBy: "\r\n")
    #expect(
      rows[0] == "id,url,input-label,n,input-text,text,label,origin,confidence,creation-date,"
        + "failure-reason")
    #expect(
      rows[1] == #"7,http://a/,,,,"One, ""two""",Business,human,1.0,2014-03-10T16:52:50.000000,"#)
    #expect(
      rows[2].hasPrefix(",,mine,\"[1, 2]\",,\"Line\nbreak\tand tab\",Science and Technology,"))
    #expect(rows[3] == ",,,,,bad,,rejected,,2014-03-10T16:52:50.000000,unreadable")
    #expect(rows[4] == ",,,,t,__label__x is a word,,unlabeled,,,")
    #expect(
      rows[5] == ",,,,,came so,Entertainment,auto,0.5,2014-03-10T16:52:50.000000,")
  }

  @Test("An export of a part has the items of that origin alone")
  func part() throws {
    let text = try export(.tsv, only: [.human]).text
    #expect(text.split(separator: "\n").count == 2)
    #expect(text.contains("Business") && !text.contains("Entertainment"))
  }

  @Test("JSON Lines keep values as they came")
  func jsonLines() throws {
    let lines = try export(.jsonLines).text.split(separator: "\n")
    #expect(
      lines[1] == #"""
        {"input-label": "mine", "n": [1, 2], "text": "Line\nbreak\tand tab", \#
        "label": "Science and Technology", "origin": "auto", "confidence": 0.97, \#
        "creation-date": "2014-03-10T16:52:50.000000"}
        """#)
  }

  @Test("fastText's form has labels of one word, and no text that it would misread")
  func fastText() throws {
    let (text, leftOut) = try export(.fastText)
    #expect(
      text == """
        __label__Business One, "two"
        __label__Science_and_Technology Line break\tand tab
        bad
        __label__Entertainment came so

        """)
    #expect(leftOut.count == 1 && leftOut.lines == [4])
  }

  @Test("Label Studio gets people's labels as annotations and auto-labels as predictions")
  func labelStudio() throws {
    let text = try export(.labelStudio).text
    let tasks = try JSONDecoder().decode([LabelStudioTask].self, from: Data(text.utf8))
    #expect(tasks.map(\.data.text).first == "One, \"two\"")
    #expect(tasks[0].annotations?.first?.result.first?.value.choices == ["Business"])
    #expect(tasks[1].predictions?.first?.score == 0.97 && tasks[1].annotations?.isEmpty == true)
    #expect(tasks[2].annotations?.first?.was_cancelled == true)
    #expect(tasks[3].annotations?.isEmpty == true && tasks[3].predictions == nil)
    #expect(tasks.map(\.id) == [1, 2, 3, 4, 5])
  }

  @Test(
    "An export in any form that holds the items is read again, whatever comes first, and a model's labels stay a model's",
    arguments: [ExportFormat.csv, .tsv, .jsonLines, .doccano, .prodigy, .labelStudio],
    [
      Set(LabelOrigin.allCases), [.auto], [.unlabeled, .auto], [.rejected, .unlabeled, .auto],
      [.unlabeled, .human],
    ])
  func readAgain(_ format: ExportFormat, _ only: Set<LabelOrigin>) throws {
    let prepared = try Prepared(export(format, only: only).text)
    let isAuto = prepared.lines.map { $0.contains(#""human-annotated": "no""#) }
    let labels = zip(prepared.labels, isAuto).map { "\($0)\($1 ? " auto" : "")" }
    let all: [(LabelOrigin, String)] = [
      (.human, "Business"), (.auto, "Science and Technology auto"), (.rejected, "-"),
      (.unlabeled, "-"), (.auto, "Entertainment auto"),
    ]
    #expect(labels == all.filter { only.contains($0.0) }.map(\.1))
  }

  @Test("doccano gets a list of labels, Prodigy an accepted option")
  func doccanoAndProdigy() throws {
    let doccano = try export(.doccano).text.split(separator: "\n")
    #expect(
      doccano[0] == #"""
        {"id": "7", "url": "http://a/", "text": "One, \"two\"", "label": ["Business"], \#
        "origin": "human"}
        """#)
    #expect(doccano[3].contains(#""label": [], "origin": "unlabeled""#))
    let prodigy = try export(.prodigy).text.split(separator: "\n")
    #expect(prodigy[0].hasSuffix(#""accept": ["Business"], "answer": "accept"}"#))
    #expect(prodigy[2].hasSuffix(#""accept": [], "answer": "reject"}"#))
    #expect(!prodigy[3].contains("answer"))
  }

  @Test("An input without lines to write gives an empty table, array or file")
  func nothing() throws {
    #expect(try export(.labelStudio, only: []).text == "[\n\n]\n")
    #expect(try export(.doccano, only: []).text.isEmpty)
    #expect(try export(.csv, only: []).text.hasPrefix("id,url"))
  }
}

private struct LabelStudioTask: Decodable {
  struct Data: Decodable { let text: String }
  struct Value: Decodable { let choices: [String] }
  struct Region: Decodable { let value: Value }
  struct Annotation: Decodable {
    let result: [Region]
    let was_cancelled: Bool?
    let score: Double?
  }

  let id: Int
  let data: Data
  let annotations: [Annotation]?
  let predictions: [Annotation]?
}
