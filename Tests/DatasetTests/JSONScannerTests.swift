import Dataset
import Domain
import Testing

@Suite struct JSONScannerTests {
  private func scan(_ bytes: [UInt8]) throws -> [String: String] {
    try bytes.withUnsafeBufferPointer { buffer in
      var members = JSONMembers()
      try members.scan(buffer)
      return Dictionary(
        uniqueKeysWithValues: members.members.map {
          (members.key(of: $0, in: buffer), String(decoding: buffer[$0.value], as: UTF8.self))
        })
    }
  }

  private func reason(_ bytes: [UInt8]) -> JSONFault.Reason? {
    do {
      _ = try scan(bytes)
      return nil
    } catch {
      return (error as? JSONFault)?.reason
    }
  }

  private func reason(_ text: String) -> JSONFault.Reason? { reason(Array(text.utf8)) }

  @Test("A scanned object has its keys and the bytes of their values")
  func members() throws {
    let found = try scan(Array(#" {"a" : 1.50, "b":{"c":[1,2]},"d": "x\"y" } "#.utf8))
    #expect(found == ["a": "1.50", "b": #"{"c":[1,2]}"#, "d": #""x\"y""#])
  }

  @Test(
    "Valid JSON is accepted",
    arguments: [
      "{}", "{ }", #"{"a":null}"#, #"{"a":[]}"#, #"{"a":[ ]}"#, #"{"a":{}}"#, #"{"":0}"#,
      #"{"a":-0}"#, #"{"a":0.5e-10}"#, #"{"a":1E+2}"#, #"{"a":true,"b":false}"#,
      #"{"a":"\u0041\n\/"}"#, #"{"a":"é 世界 😀"}"#, #"{"a":"\ud800"}"#, "\t{\r\n\"a\" :\n1}\n",
    ])
  func valid(text: String) { #expect(reason(text) == nil) }

  @Test(
    "Incomplete JSON is refused",
    arguments: [
      #"{"a":1"#, #"{"a":"#, #"{"a""#, #"{"a"#, "{", #"{"a":"x\"#, #"{"a":tru"#, #"{"a":[1"#,
    ])
  func cutOff(text: String) { #expect(reason(text) == .cutOff) }

  @Test("Values of Python and JavaScript are refused by their name and key")
  func foreign() {
    #expect(reason(#"{"b":1,"a":NaN}"#) == .foreignValue("NaN", key: "a"))
    #expect(reason(#"{"a":{"c":[None]}}"#) == .foreignValue("None", key: "a"))
  }

  @Test(
    "Bytes that JSON does not allow at their place are refused",
    arguments: [
      #"{"a":1,}"#, #"{,}"#, #"{a:1}"#, #"{"a" 1}"#, #"{'a':1}"#, #"{"a":[1,]}"#, #"{"a":[1 2]}"#,
      #"{"a":nul}"#, #"{"a":+1}"#, #"{"a":.5}"#, #"{"a":01}"#,
    ])
  func unexpected(text: String) {
    guard case .unexpected = reason(text) else {
      Issue.record("\(String(describing: reason(text)))")
      return
    }
  }

  @Test(
    "An incomplete number is refused",
    arguments: [#"{"a":-}"#, #"{"a":1.}"#, #"{"a":1e}"#, #"{"a":1e+}"#, #"{"a":-.5}"#])
  func numbers(text: String) { #expect(reason(text) == .invalidNumber) }

  @Test(
    "A line of JSON that is not an object is refused",
    arguments: ["1", "[1]", "\"a\"", "null", "hello", "}"])
  func noObject(text: String) { #expect(reason(text) == .notAnObject) }

  @Test("An empty line, a second object, a byte order mark and a bad escape have distinct reasons")
  func others() {
    #expect(reason("") == .empty)
    #expect(reason("  \t") == .empty)
    #expect(reason("{} {}") == .trailingText)
    #expect(reason("{}x") == .trailingText)
    #expect(reason("\u{FEFF}{}") == .byteOrderMark)
    #expect(reason(#"{"a":"\x"}"#) == .invalidEscape)
    #expect(reason(#"{"a":"\u12g4"}"#) == .invalidEscape)
  }

  @Test(
    "JSON that is not UTF-8 is refused",
    arguments: [
      [0xFF], [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x80, 0x80], [0xE0, 0x9F, 0xBF],
      [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x8F, 0xBF, 0xBF],
      [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xC3], [0xE4, 0xB8], [0xF0, 0x9F, 0x98],
    ] as [[UInt8]])
  func invalidUTF8(bytes: [UInt8]) {
    #expect(reason(Array(#"{"a":""#.utf8) + bytes + Array(#""}"#.utf8)) == .invalidUTF8)
    #expect(reason(Array(#"{"a":"#.utf8) + bytes + Array(#"}"#.utf8)) == .invalidUTF8)
  }

  @Test(
    "The first and last scalar of each UTF-8 length are accepted",
    arguments: [
      "\u{7F}", "\u{80}", "\u{7FF}", "\u{800}", "\u{D7FF}", "\u{E000}", "\u{FFFF}", "\u{10000}",
      "\u{10FFFF}",
    ])
  func edges(scalar: String) { #expect(reason("{\"a\":\"\(scalar)\"}") == nil) }

  @Test("Raw control characters are refused", arguments: [UInt8(0), 7, 9, 10, 13, 31])
  func controls(byte: UInt8) {
    let line = Array(#"{"a":"x"#.utf8) + [byte] + Array(#""}"#.utf8)
    #expect(reason(line) == .controlCharacter(byte))
  }

  @Test("A NUL outside of strings is reported as such")
  func nul() { #expect(reason([0x7B, 0]) == .controlCharacter(0)) }

  @Test("A key that appears twice is refused, however it is escaped")
  func duplicates() {
    #expect(reason(#"{"a":1,"b":2,"a":3}"#) == .duplicateKey("a"))
    #expect(reason(#"{"a":1,"\u0061":2}"#) == .duplicateKey("a"))
    let many = (0..<100).map { "\"k\($0)\":0" }.joined(separator: ",")
    #expect(reason("{\(many)}") == nil)
    #expect(reason("{\(many),\"k7\":1}") == .duplicateKey("k7"))
    #expect(reason(#"{"a":{"b":1,"b":2}}"#) == nil)
  }

  @Test("JSON nested too deeply is refused")
  func depth() {
    func nested(_ depth: Int) -> String {
      "{\"a\":" + String(repeating: "[", count: depth) + String(repeating: "]", count: depth) + "}"
    }
    #expect(reason(nested(JSONScanner.depthLimit - 1)) == nil)
    #expect(reason(nested(JSONScanner.depthLimit)) == .tooDeep)
    #expect(reason(nested(200_000)) == .tooDeep)
  }

  @Test(
    "A JSON string is decoded with its escapes",
    arguments: [
      (#""a\"b\\c\/d""#, "a\"b\\c/d"), (#""\b\f\n\r\t""#, "\u{8}\u{C}\n\r\t"),
      (#""\u00e9\u4e16""#, "é世"), (#""\ud83d\ude00!""#, "😀!"), (#""\ud83dx""#, "\u{FFFD}x"),
      (#""\ude00""#, "\u{FFFD}"), (#""\ud83d\ud83d\ude00""#, "\u{FFFD}😀"), (#""""#, ""),
    ])
  func decode(json: String, text: String) {
    let bytes = Array(json.utf8)
    let decoded = bytes.withUnsafeBufferPointer { JSONString.decode($0, value: 0..<bytes.count) }
    #expect(decoded == text)
  }

  @Test(
    "A text is the same after encoding and decoding",
    arguments: [
      "", "plain", "a\"b\\c", "\u{0}\u{1}\u{1F}\n\t\r", "世界 😀 e\u{301}", "\u{1B}[31m\u{202E}",
    ])
  func roundTrip(text: String) throws {
    let bytes = JSONString.encode(text)
    #expect(reason(Array("{\"a\":".utf8) + bytes + Array("}".utf8)) == nil)
    let decoded = bytes.withUnsafeBufferPointer { JSONString.decode($0, value: 0..<bytes.count) }
    #expect(decoded == text)
  }
}
