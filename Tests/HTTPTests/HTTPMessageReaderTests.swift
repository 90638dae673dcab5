import Testing

@testable import HTTP

struct HTTPMessageReaderTests {
  private typealias AnswerReader = HTTPMessageReader<StatusLine>

  /// Reads an answer that arrives in pieces of so many bytes; `ends` closes the connection then.
  private func read(
    _ text: String, limit: Int = 1000, piece: Int, ends: Bool = false
  ) throws -> (message: HTTPMessage<StatusLine>?, reader: AnswerReader) {
    var reader = AnswerReader(headLimit: 1 << 16, bodyLimit: limit)
    var message: HTTPMessage<StatusLine>?
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      reader.append(rest.prefix(piece))
      rest = rest.dropFirst(piece)
      message = try message ?? reader.next()
    }
    return (try message ?? (ends ? reader.finish() : nil), reader)
  }

  /// Answers whose body is “hello”, and whether the connection can be used again.
  static let hello: [(String, Bool)] = [
    ("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", true),
    ("HTTP/1.1 200 OK\nContent-Length: 5\n\nhello", true),
    ("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length:5\r\n\r\nhello", true),
    ("HTTP/1.1 200\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello", false),
    ("HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello", false),
    ("HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 5\r\n\r\nhello", true),
    ("HTTP/1.0 200 OK\r\n\r\nhello", false),
    ("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello and more", false),
    (
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2;x=y\r\nlo\r\n0\r\n\r\n",
      true
    ),
    ("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n5\nhello\n0\nX: 1\n\n", true),
    (
      "HTTP/1.1 200 OK\r\nno field\r\nContent-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\n"
        + "5\r\nhello\r\n0\r\n\r\n", true
    ),
  ]

  @Test("An answer is read however it is cut into pieces and framed", arguments: hello)
  func whole(text: String, canStay: Bool) throws {
    // In one piece, since what follows an answer is seen only if it comes with it.
    for piece in [1, 2, 3, 7, 1000] where piece == 1000 || !text.hasSuffix("more") {
      let (found, reader) = try read(
        text, piece: piece, ends: text.hasPrefix("HTTP/1.0 200 OK\r\n\r\n"))
      let message = try #require(found)
      #expect(message.head.start.status == 200)
      #expect(message.body == Array("hello".utf8))
      #expect((!message.head.isLast && !reader.hasUnread) == canStay)
    }
  }

  @Test("An answer without a body ends with its head", arguments: [204, 304])
  func noBody(status: Int) throws {
    let (message, _) = try read("HTTP/1.1 \(status) x\r\n\r\n", piece: 1000)
    #expect(message?.head.start.status == status && message?.body == [])
  }

  @Test(
    "A body over the limit is refused as soon as that shows",
    arguments: [
      "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1388\r\n",
      "HTTP/1.1 200 OK\r\n\r\n" + String(repeating: "x", count: 1001),
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        + String(repeating: "200\r\n" + String(repeating: "x", count: 512) + "\r\n", count: 2),
    ])
  func tooLong(text: String) {
    #expect(throws: HTTPError.bodyTooLarge(limit: 1000)) { try read(text, piece: 100) }
  }

  @Test("A head without an end is refused")
  func endlessHead() {
    let text = "HTTP/1.1 200 OK\r\n" + String(repeating: "A: b\r\n", count: 20_000)
    #expect(throws: HTTPError.headTooLarge(limit: 1 << 16)) { try read(text, piece: 4096) }
  }

  @Test(
    "Bytes that are no answer are refused",
    arguments: [
      "SSH-2.0-OpenSSH\r\n\r\n", "HTTP/2 200\r\n\r\n", "HTTP/1.1 what\r\n\r\n",
      "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nhello\r\n",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\nhello",
      "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel", "",
    ])
  func noAnswer(text: String) {
    #expect(throws: HTTPError.self) { try read(text, piece: 5, ends: true) }
  }
}
