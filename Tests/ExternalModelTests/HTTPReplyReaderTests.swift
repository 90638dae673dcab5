import Testing

@testable import ExternalModel

@Suite("A service's answer")
struct HTTPReplyReaderTests {
  private func read(_ text: String, limit: Int = 1000, piece: Int, ends: Bool = false) throws
    -> HTTPReplyReader
  {
    var reader = HTTPReplyReader(limit: limit)
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      try reader.append(rest.prefix(piece))
      rest = rest.dropFirst(piece)
    }
    if ends { try reader.end() }
    return reader
  }

  /// Answers that all say “hello”, and whether the connection can be used again.
  static let hello: [(String, Bool)] = [
    ("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", true),
    ("HTTP/1.1 200 OK\nContent-Length: 5\n\nhello", true),
    ("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length:5\r\n\r\nhello", true),
    ("HTTP/1.1 200\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello", false),
    ("HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello", false),
    ("HTTP/1.0 200 OK\r\n\r\nhello", false),
    ("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello and more", false),
    (
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2;x=y\r\nlo\r\n0\r\n\r\n",
      false
    ),
  ]

  @Test("It is read however it is cut and framed", arguments: hello)
  func whole(text: String, canStay: Bool) throws {
    // In one piece, since what follows an answer is seen only if it comes with it.
    for piece in [1, 2, 3, 7, 1000] where piece == 1000 || !text.hasSuffix("more") {
      let reader = try read(text, piece: piece, ends: text.hasPrefix("HTTP/1.0 200 OK\r\n\r\n"))
      #expect(reader.isComplete)
      #expect(reader.reply == HTTPReply(status: 200, body: Array("hello".utf8)))
      #expect(reader.canStay == canStay)
    }
  }

  @Test(
    "It is given up as soon as it is longer than it may be",
    arguments: [
      "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1388\r\n",
      "HTTP/1.1 200 OK\r\n\r\n" + String(repeating: "x", count: 1001),
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        + String(repeating: "200\r\n" + String(repeating: "x", count: 512) + "\r\n", count: 2),
    ])
  func tooLong(text: String) {
    #expect(throws: HTTPFailure.tooLong(bytes: 1000)) { try read(text, piece: 100) }
  }

  @Test("A head without an end is given up")
  func endlessHead() {
    let text = "HTTP/1.1 200 OK\r\n" + String(repeating: "A: b\r\n", count: 20_000)
    #expect(throws: HTTPFailure.tooLong(bytes: 1 << 16)) { try read(text, piece: 4096) }
  }

  @Test(
    "What is no answer is named",
    arguments: [
      "SSH-2.0-OpenSSH\r\n\r\n", "HTTP/2 200\r\n\r\n", "HTTP/1.1 what\r\n\r\n",
      "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nhello\r\n",
      "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel", "",
    ])
  func noAnswer(text: String) {
    #expect(throws: HTTPFailure.self) { try read(text, piece: 5, ends: true) }
  }
}
