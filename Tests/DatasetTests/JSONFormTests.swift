import Dataset
import Testing

@Suite struct JSONFormTests {
  @Test(
    "An array is read element by element, in one line or many",
    arguments: [
      #"[{"text": "a, ]", "label": "x"}, {"text": "b}", "label": "y"}]"#,
      "[\n  {\n    \"text\": \"a, ]\",\n    \"label\": \"x\"\n  },\n  {\n    \"text\": \"b}\",\n    \"label\": \"y\"\n  }\n]\n",
      " [ {\"label\":\"x\",\"text\":\"a, ]\"}\r\n,\r\n{\"label\":\"y\",\"text\":\"b}\"} ] ",
    ])
  func array(text: String) throws {
    let prepared = try Prepared(text)
    #expect(prepared.texts == ["a, ]", "b}"])
    #expect(prepared.labels == ["x", "y"])
    #expect(prepared.preparation.survey.format == .json)
  }

  @Test("Faults of an array have the line of their element")
  func lines() {
    #expect(
      Prepared.messages("[\n{\"text\": \"a\"},\n\n{\n\"title\": \"b\"},\n{\"text\": 5}]") == [
        "4: there is no key “text”; there are “title”; name the key of the text with --text-column",
        "6: “text” must be a string, and is a number",
      ])
    #expect(
      Prepared.messages("[\n{\"text\": \"a\"},\n{\"text\": \"b\", \"n\": NaN}]").first?.contains(
        "“n” is NaN") == true)
    #expect(Prepared.messages("[{\"text\": \"a\"}] x").first?.contains("text after") == true)
    #expect(Prepared.messages("[{\"text\": \"a\"}").first?.contains("ends in the middle") == true)
    #expect(
      Prepared.messages("[{\"text\": \"a\"}, [1]]").first?.contains("not a JSON object") == true)
  }

  @Test("An array of texts is read, too")
  func texts() throws {
    #expect(try Prepared(#"["a", "b \"c\""]"#).texts == ["a", "b \"c\""])
    #expect(Prepared.messages("[]") == ["0: the file has no rows"])
  }

  @Test("Elements longer than the window are read")
  func long() throws {
    let notes = (0..<40).map { #""k\#($0)": "\#(String(repeating: "[\\\"{", count: 1_500))""# }
    let element = #"{"text": "a", "# + notes.joined(separator: ", ") + "}"
    #expect(
      Prepared.messages("[\(element), \(element)]").first?.contains("more characters") == true)
  }

  @Test(
    "Structures that are not read are never plain lines",
    arguments: [
      ("{\"data\": [{\"text\": \"a\"}]}", "`jq -c '.[\"data\"][]' FILE"),
      ("{\n \"data\": [\n {\"text\": \"a\"}\n ]\n}\n", "`jq -c '.KEY[]' FILE"),
      ("<?xml version=\"1.0\"?>\n<rows><row>a</row></rows>\n", "HTML or XML"),
      ("| text | label |\n|---|---|\n| a | x |\n", "Markdown"),
      (#"{"text": "a \ud83d b"}"#, "half of a character"),
      (#"{"text": "a b", "label": "x\udc00"}"#, "half of a character"),
      (#"{"text": "a b", "label": ["x\udc00"]}"#, "half of a character"),
      ("<!DOCTYPE html>\n<p>a\n", "HTML or XML"), ("<table>\n<tr><td>a\n", "HTML or XML"),
      ("# comment\n{\"text\": \"a\"}\n{\"text\": \"b\"}\n", "the format cannot be detected"),
      ("---\n- text: a\n- text: b\n", "the format cannot be detected"),
      ("- text: a\n  label: x\n- text: b\n  label: y\n", "the format cannot be detected"),
      ("subject,queue\nHelp, me,x\nfoo,y\n", "a table of 2 columns"),
      ("Export\n[\n  {\"text\": \"a\"},\n  x\n]\n", "the format cannot be detected"),
      ("{'text': 'a'}\n", "expected a string in double quotes"),
    ])
  func refused(text: String, message: String) {
    let messages = Prepared.messages(text)
    #expect(messages.first?.contains(message) == true, "\(messages)")
  }

  @Test("Lines of words in brackets are texts")
  func brackets() throws {
    #expect(
      try Prepared("[Update] Rain tonight\n<3 this\n").texts == [
        "[Update] Rain tonight", "<3 this",
      ])
  }

  @Test("The text is under the same key in every row")
  func sameKey() {
    #expect(
      Prepared.messages("{\"text\": \"a\"}\n{\"title\": \"b\"}\n") == [
        "2: there is no key “text”; there are “title”; name the key of the text with --text-column"
      ])
    #expect(
      Prepared.messages("{\"text\": \"a\"}\n{\"text\": null}\n") == [
        "2: “text” must be a string, and is null"
      ])
  }
}
