import Foundation
import Testing

@testable import HTTP

@Suite struct BearerTokenTests {
  private func headers(_ values: String...) -> HTTPHeaders {
    var headers = HTTPHeaders()
    for value in values { headers.add("Authorization", value) }
    return headers
  }

  @Test("Only the very token, shown once, is right")
  func shown() throws {
    let token = try #require(BearerToken(" 0123456789abcdef\n"))
    #expect(token.isShown(in: headers("Bearer 0123456789abcdef")))
    #expect(token.isShown(in: headers("bearer  0123456789abcdef ")))
    for wrong in [
      "", "Bearer ", "Basic 0123456789abcdef", "Bearer 0123456789abcdeF",
      "Bearer 0123456789abcde", "Bearer 0123456789abcdef0", "0123456789abcdef",
    ] {
      #expect(!token.isShown(in: headers(wrong)), "\(wrong)")
    }
    #expect(!token.isShown(in: headers("Bearer 0123456789abcdef", "Bearer 0123456789abcdef")))
    #expect(!token.isShown(in: HTTPHeaders()))
  }

  @Test("A token has characters that a header may have, and is long enough not to be guessed")
  func form() {
    for wrong in ["", "short", "0123456789abcdef\r\nX: y", "0123456789 abcdef", "ä123456789abcdef"]
    {
      #expect(BearerToken(wrong) == nil, "\(wrong)")
    }
    let drawn = Set((0..<100).map { _ in BearerToken.random().text })
    #expect(drawn.count == 100 && drawn.allSatisfy { $0.count == 64 && BearerToken($0) != nil })
  }

  @Test("A budget is taken as far as it goes, waited for, and given back")
  func budget() {
    let budget = MemoryBudget(bytes: 100)
    var first = budget.take(60, until: .now)
    #expect(first != nil && budget.take(50, until: .now) == nil)
    let second = budget.take(40, until: .now)
    #expect(second != nil && budget.take(1, until: .now + .milliseconds(20)) == nil)
    first = nil
    #expect(budget.take(60, until: .now) != nil)
    _ = consume second
    #expect(budget.take(1_000, until: .now) != nil && budget.take(100, until: .now) != nil)
  }

  @Test("A device in the place of a token's file is refused, and nobody is told to change its mode")
  func device() {
    let error = #expect(throws: HTTPError.self) { try BearerToken.keep(path: "/dev/null") }
    #expect(error.map { "\($0)".contains("it is no file") && !"\($0)".contains("chmod") } == true)
  }
}
