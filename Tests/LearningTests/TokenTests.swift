import Domain
import Testing

@testable import Learning

@Suite struct TokenTests {
  private func tokens(_ text: String) -> [Token] {
    var text = text
    var (scratch, tokens): ([UInt32], [Token]) = ([], [])
    text.withUTF8 { bytes in
      Token.parse(bytes, scratch: &scratch) { tokens.append(Token($0)) }
    }
    return tokens
  }

  private func word(_ text: String) -> UInt64 {
    Hash.of(text.unicodeScalars.map(\.value)[...], kind: 1)
  }

  private func gram(_ text: String) -> UInt64 {
    Hash.of(text.unicodeScalars.map(\.value)[...], kind: 2)
  }

  @Test("Words are runs of letters and digits in lower case")
  func words() {
    #expect(tokens("Fed's").flatMap(\.words) == [word("fed"), word("s")])
    #expect(tokens("G20-talks!").flatMap(\.words) == [word("g20"), word("talks")])
    #expect(tokens("--").flatMap(\.words) == [])
  }

  @Test("ASCII letters, digits and the underscore are word characters")
  func wordParts() {
    let parts = Set("0123456789_ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)
    for value in UInt8(0)..<0x80 {
      #expect(Script.isWordPart(UInt32(value)) == parts.contains(value))
    }
  }

  @Test("N-grams are four and five characters of the padded token")
  func grams() {
    #expect(tokens("abc").flatMap(\.grams) == [gram(" abc"), gram("abc "), gram(" abc ")])
    #expect(tokens("a").flatMap(\.grams) == [gram(" a ")])
  }

  @Test("A repeated n-gram of a token counts once", arguments: [4, 8, 30, 200])
  func repeated(times: Int) {
    let text = String(repeating: "ab", count: times)
    let inside = ["abab", "baba", "ababa", "babab"].filter { text.contains($0) }
    let ends = [" aba", " abab", String((text + " ").suffix(4)), String((text + " ").suffix(5))]
    let grams = tokens(text).flatMap(\.grams)
    #expect(grams.count == Set(grams).count)
    #expect(Set(grams) == Set((inside + ends).map(gram)))
  }

  @Test(
    "Case folding covers other alphabets",
    arguments: [("ÉCOLE", "école"), ("ΟΔΟΣ", "οδος"), ("МОСКВА", "москва"), ("Žižek", "žižek")])
  func lowerCase(upper: String, lower: String) {
    #expect(tokens(upper).map(\.words) == tokens(lower).map(\.words))
    #expect(tokens(upper).map(\.grams) == tokens(lower).map(\.grams))
  }

  @Test("Composed and decomposed letters are equal")
  func combining() {
    #expect(tokens("cafe\u{301}").map(\.words) == tokens("caf\u{E9}").map(\.words))
  }

  @Test("Chinese characters are words, and pairs and triples of them n-grams")
  func chinese() {
    let parts = tokens("经济增长")
    #expect(parts.flatMap(\.words) == "经济增长".map { word(String($0)) })
    #expect(parts.flatMap(\.grams) == ["经济", "济增", "增长", "经济增", "济增长"].map(gram))
  }

  @Test("A token of two scripts gives the features of both")
  func mixed() {
    #expect(tokens("iPhone发布").flatMap(\.words) == [word("iphone"), word("发"), word("布")])
  }

  @Test("An ideographic space divides tokens")
  func otherSpaces() {
    #expect(tokens("東京\u{3000}大阪").count == 2)
    #expect(tokens("\u{3000}").isEmpty)
  }

  @Test("Emoji and marks alone are no words")
  func emoji() {
    #expect(tokens("👩‍👩‍👧").flatMap(\.words).count <= 1)
    #expect(tokens("\u{301}\u{302}").count == 1)
  }
}
