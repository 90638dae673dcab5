import Dataset
import Foundation
import Testing

@Suite struct EncodingTests {
  private static let text = "text,label\n“Météo” à Orléans – 5 €,météo\nBut marqué,sport\n"
  private static let texts = ["“Météo” à Orléans – 5 €", "But marqué"]

  private static func encoded(_ encoding: String.Encoding) -> [UInt8] {
    Array(text.data(using: encoding) ?? Data())
  }

  @Test("Windows-1252 is guessed, announced with three words, and decoded like iconv does")
  func windows() throws {
    let prepared = try Prepared(Self.encoded(.windowsCP1252))
    #expect(prepared.texts == Self.texts)
    #expect(prepared.labels == ["météo", "sport"])
    #expect(prepared.preparation.survey.encoding.evidence == .guess)
    #expect(
      prepared.report.contains("Guessed: the encoding is Windows-1252; it reads ““Météo””, “à”"))
    #expect(prepared.report.contains("`iconv -f WINDOWS-1252 -t UTF-8`"))
  }

  @Test(
    "UTF-16 is recognized by its mark or by its NUL bytes",
    arguments: [
      ([0xFF, 0xFE], String.Encoding.utf16LittleEndian), ([0xFE, 0xFF], .utf16BigEndian),
      ([], .utf16LittleEndian), ([], .utf16BigEndian),
    ])
  func wide(mark: [UInt8], encoding: String.Encoding) throws {
    let prepared = try Prepared(mark + Self.encoded(encoding))
    #expect(prepared.texts == Self.texts)
    #expect(prepared.preparation.survey.encoding.encoding.title == "UTF-16")
  }

  @Test("Characters beyond the first plane are joined, also where a chunk ends")
  func surrogates() throws {
    let text = "text\n" + String(repeating: "😀a", count: 30_000).chunked(9_000)
    let prepared = try Prepared(
      [0xFF, 0xFE] + Array(text.data(using: .utf16LittleEndian) ?? Data()))
    #expect(prepared.texts.joined() == text.split(separator: "\n").dropFirst().joined())
  }

  @Test("A UTF-16 file that is cut off is refused as such")
  func broken() {
    let bytes = [0xFF, 0xFE] + Self.encoded(.utf16LittleEndian)
    #expect(Prepared.messages(bytes.dropLast()).first?.contains("breaks off") == true)
    #expect(
      Prepared.messages([0xFF, 0xFE, 0, 0, 0x61, 0, 0, 0])
        == ["0: the file is UTF-32; convert it: `iconv -f UTF-32 -t UTF-8 FILE | winnow prepare -`"]
    )
  }

  @Test("A chosen encoding goes before what is found")
  func chosen() throws {
    let bytes = Self.encoded(.windowsCP1252)
    #expect(try Prepared(bytes) { $0.encoding = .latin1 }.texts == Self.texts)
    #expect(
      Prepared.messages(bytes) { $0.encoding = .utf8 }.first?.contains("not valid UTF-8") == true)
    let garbled = try Prepared(Array(Self.text.utf8)) { $0.encoding = .windows1252 }
    #expect(garbled.texts[1] == "But marquÃ©")
  }

  @Test("UTF-8 with single broken bytes is not taken for another encoding")
  func mostlyUTF8() {
    let bytes = Array(Self.text.utf8) + Array("kaputt ".utf8) + [0xE9] + Array(",x\n".utf8)
    #expect(
      Prepared.messages(bytes) == [
        "4: not valid UTF-8; correct it, or name the file's encoding with --encoding windows-1252"
      ])
  }

  @Test("Bytes that are no Western text are not guessed")
  func cyrillic() {
    let bytes =
      Array("text,label\n".utf8) + [UInt8](repeating: 0xCF, count: 40) + Array(",a\n".utf8)
    #expect(Prepared.messages(bytes).first?.contains("iconv -f WINDOWS-1251 -t UTF-8") == true)
    let undefined =
      Array("text,label\nplain words enough to be Western ".utf8) + [0x81, 0x40, 0x0A]
    #expect(Prepared.messages(undefined).first?.contains("the encoding cannot be told") == true)
  }

  @Test("JSON in another encoding is read, too")
  func json() throws {
    let text = #"[{"text": "Météo"}, {"text": "But"}]"#
    #expect(
      try Prepared(Array(text.data(using: .windowsCP1252) ?? Data())).texts == ["Météo", "But"])
  }
}

extension String {
  /// The text with a line feed behind every `count` characters.
  fileprivate func chunked(_ count: Int) -> String {
    var result = ""
    for (place, character) in enumerated() {
      if place % count == 0, place > 0 { result += "\n" }
      result.append(character)
    }
    return result
  }

  @Test(
    "Mac OS Roman and Shift JIS are not taken for Windows-1252",
    arguments: [
      [0x43, 0x61, 0x66, 0x8E, 0x20, 0x64, 0x8E, 0x6A, 0x88, 0x20, 0x76, 0x75] as [UInt8],
      [0x83, 0x65, 0x83, 0x58, 0x83, 0x67],
    ])
  func otherThanWestern(text: [UInt8]) {
    let bytes = Array("text,label\n".utf8) + text + Array(",plain words\n".utf8)
    #expect(Prepared.messages(bytes).first?.contains("the encoding cannot be told") == true)
  }

  @Test("Encodings are known by the spellings that people use")
  func spellings() {
    #expect(TextEncoding(named: "utf8") == .utf8 && TextEncoding(named: "UTF-8") == .utf8)
    #expect(
      TextEncoding(named: "ISO-8859-1") == .latin1 && TextEncoding(named: "latin1") == .latin1)
    #expect(TextEncoding(named: "cp1252") == .windows1252 && TextEncoding(named: "x") == nil)
  }
}
