import Dataset
import Domain
import Testing

@Suite struct LabelCategoryFileTests {
  private func parse(
    _ text: String, reserved: Set<Character> = []
  ) throws -> [String] {
    try LabelCategoryFile.parse(Array(text.utf8), file: "labels.json", reserved: reserved)
      .labels.map { "\($0.key) \($0.name)" }
  }

  private func messages(_ text: String, reserved: Set<Character> = []) -> [String] {
    do {
      _ = try parse(text, reserved: reserved)
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

  @Test("A label category without a key gets the first free letter, then a digit")
  func keys() throws {
    #expect(
      try parse(#"{"labels": [{"label": "Business"}, {"label": "Bb"}, {"label": "42"}]}"#)
        == ["b Business", "1 Bb", "2 42"])
    #expect(
      try parse(
        #"{"labels": [{"label": "Health"}, {"label": "Entertainment", "key": "e"}]}"#,
        reserved: ["h"]) == ["a Health", "e Entertainment"])
    #expect(
      try parse(#"{"labels": [{"label": "Émile"}, {"label": "世界"}]}"#) == ["é Émile", "世 世界"])
  }

  @Test(
    "Each fault of a label category has its line",
    arguments: [
      (#"{"label": "a"}"#, "the label “a” appears twice; remove or rename one"),
      (
        #"{"label": "b", "key": "x"}"#,
        "the key “x” of “b” is already another label's key; choose another"
      ),
      (
        #"{"label": "b", "key": "u"}"#,
        "the key “u” of “b” is a command of the labeling screen; choose another"
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
    let text = "{\"labels\": [{\"label\": \"a\", \"key\": \"x\"},\n\(entry),\n{\"label\": \"c\"}]}"
    #expect(messages(text, reserved: ["u"]).contains("labels.json:2: \(message)"))
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

  @Test("A label for which no key is left is refused")
  func noKeyLeft() {
    let labels = (0..<12).map { "{\"label\": \"\($0)\"}" }.joined(separator: ",")
    #expect(
      messages("{\"labels\": [\(labels)]}").contains(
        "labels.json:1: no key is left for “10”; add one with \"key\""))
  }
}
