import Dataset
import Domain
import Testing

@Suite struct LabelCategoryFileTests {
  private func parse(_ text: String) throws -> [String] {
    try LabelCategoryFile.parse(Array(text.utf8), file: "labels.json")
      .labels.map { "\($0.key.map { String($0) } ?? "–") \($0.name)" }
  }

  private func messages(_ text: String) -> [String] {
    do {
      _ = try parse(text)
      return []
    } catch {
      return (error as? FileFaults)?.faults.map(\.description) ?? ["\(error)"]
    }
  }

  @Test("The order of the label categories sets the indices, and keys of the file are kept")
  func template() throws {
    let labels = try LabelCategoryFile.read(path: "\(templates)/label-categories.json")
    #expect(labels == .news)
    #expect(labels.index(ofName: "Health & Medicine") == 2)
    #expect(labels.index(ofKey: "t") == 3)
  }

  @Test("A label category without a key gets the first free letter or digit of its name")
  func keys() throws {
    #expect(
      try parse(#"{"labels": [{"label": "Business"}, {"label": "Bb"}, {"label": "42"}]}"#)
        == ["b Business", "1 Bb", "4 42"])
    #expect(
      try parse(
        #"{"labels": [{"label": "Health"}, {"label": "Entertainment", "key": "e"}]}"#) == [
          "a Health", "e Entertainment",
        ])
    #expect(
      try parse(#"{"labels": [{"label": "Émile"}, {"label": "世界"}]}"#) == ["m Émile", "1 世界"])
  }

  @Test(
    "Each fault of a label category has its line",
    arguments: [
      (#"{"label": "a"}"#, "the label “a” appears twice; remove or rename one"),
      (
        #"{"label": "b", "key": "F"}"#,
        "the key “F” of “b” is already the key of “a”; choose another"
          + " (capitals and small letters are one key)"
      ),
      (
        #"{"label": "b", "key": "u"}"#,
        "the key “u” of “b” is kept for a command of the labeling screen; “b” is free, or leave out \"key\""
      ),
      (
        #"{"label": "b", "key": "xy"}"#,
        "the key “xy” of “b” is not a single character that can be typed; choose another"
      ),
      (
        #"{"label": "b", "key": " "}"#,
        "the key “ ” of “b” is not a single character that can be typed; choose another"
      ),
      (#"{"lable": "b"}"#, "“labels.label” is missing; add it"),
      (#"{"lable": "b"}"#, "unknown field “labels.lable”; did you mean “label”?"),
      (#"{"label": 1}"#, "“labels.label” must be a string, not a number"),
      (#"5"#, "“labels” must be an object, not a number"),
    ])
  func entryFaults(entry: String, message: String) {
    let text = "{\"labels\": [{\"label\": \"a\", \"key\": \"f\"},\n\(entry),\n{\"label\": \"c\"}]}"
    #expect(messages(text).contains("labels.json:2: \(message)"))
  }

  @Test(
    "Each fault of a label category file has its line",
    arguments: [
      (
        "{\"labels\": [\n{\"label\": \"a\"}]}",
        "labels.json:1: there must be at least two labels; add one"
      ),
      ("{\n\"Labels\": []}", "labels.json:1: “labels” is missing; add it"),
      ("{\n\"labels\": {}}", "labels.json:2: “labels” must be a list, not an object"),
      ("[]", "labels.json:1: expected a JSON object { … }"),
      ("{\"labels\":\n [}", "labels.json:2: not valid JSON: expected a value"),
      ("", "labels.json:1: empty; expected a JSON object"),
    ])
  func fileFaults(text: String, message: String) { #expect(messages(text).contains(message)) }

  @Test("A label's name has at most 256 characters")
  func longName() {
    let name = String(repeating: "n", count: 257)
    #expect(
      messages("{\"labels\": [{\"label\": \"a\"}, {\"label\": \"\(name)\"}]}")
        == ["labels.json:1: “labels.label” is 257 characters long; it must be 1 to 256"])
  }

  @Test("Names that differ by case or blanks are refused with both")
  func alike() {
    let text =
      #"{"labels": [{"label": "Weather"}, {"label": "weather"}, {"label": "a b"},"# + "\n"
      + #"{"label": " weather "}, {"label": "a\u00a0 B"}, {"label": "ab"}]}"#
    let end = "differ only by case or blanks; remove or rename one"
    #expect(
      messages(text) == [
        "labels.json:1: the labels “Weather” and “weather” \(end)",
        "labels.json:2: the labels “Weather” and “ weather ” \(end)",
        "labels.json:2: the labels “a b” and “a\u{A0} B” \(end)",
      ])
  }

  @Test("Numbered labels have keys as long as there are any, the rest has none")
  func many() throws {
    func keys(_ count: Int) throws -> [Character?] {
      let labels = (1...count).map { "{\"label\": \"Class \($0)\"}" }.joined(separator: ",")
      return try LabelCategoryFile.parse(Array("{\"labels\": [\(labels)]}".utf8), file: "f").labels
        .map(\.key)
    }
    for count in [2, 15, 27] {
      let keys = try keys(count).compactMap(\.self)
      #expect(keys.count == count && Set(keys).count == count)
    }
    let keys = try keys(1000)
    #expect(keys.compactMap(\.self).count == 17)
    #expect(keys.prefix(17).allSatisfy { $0?.isLetter == true })
  }

  @Test("Names that cannot be read are refused", arguments: [" ", "A\\u0007", "A\\u202e", "B\\n"])
  func unreadableNames(name: String) {
    let text = "{\"labels\": [{\"label\": \"\(name)\"}, {\"label\": \"Other\"}]}"
    let error = #expect(throws: FileFaults.self) {
      _ = try LabelCategoryFile.parse(Array(text.utf8), file: "labels.json")
    }
    #expect(error?.description.contains("give it a name that can be read") == true)
  }
}
