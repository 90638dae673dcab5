import Foundation
import Synchronization
import Testing

@testable import HTTP

@Suite(.serialized)
struct HTTPServerTests {
  /// Says what it was asked.
  @Sendable private static func echo(_ request: HTTPRequest) -> HTTPResponse {
    let body = String(decoding: request.body, as: UTF8.self)
    return HTTPResponse(
      200, Array("\(request.method) \(request.path) \(body)".utf8), type: "text/plain")
  }

  private func limits(_ change: (inout HTTPLimits) -> Void) -> HTTPLimits {
    var limits = HTTPLimits()
    change(&limits)
    return limits
  }

  @Test("Requests on one connection are answered in order, pipelined ones too")
  func keepAlive() throws {
    let server = try TestServer(Self.echo)
    let client = try TestClient(server)
    for number in 0..<3 {
      client.send("GET /\(number)?a=b HTTP/1.1\r\nHost: x\r\n\r\n")
      #expect(try client.answer().body == "GET /\(number) ")
    }
    client.send(
      "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nonePOST /b HTTP/1.1\r\nHost: x\r\n"
        + "content-length:3\r\n\r\ntwo\r\nGET http://x/c HTTP/1.1\r\nHost: x\r\nConnection: Close\r\n\r\n"
    )
    #expect(try client.answer().body == "POST /a one")
    #expect(try client.answer().body == "POST /b two")
    let last = try client.answer()
    #expect(last.body == "GET /c " && last.headers["connection"] == "close")
    #expect(client.isClosed)
  }

  @Test("A body in chunks is joined, without extensions and trailing fields")
  func chunks() throws {
    let client = try TestClient(try TestServer(Self.echo))
    client.send(
      "POST /c HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
        + "4\r\nWiki\r\n5;ext=1\r\npedia\r\n00b\r\n in chunks.\r\n0\r\nX-Trailer: 1\r\n\r\n")
    #expect(try client.answer().body == "POST /c Wikipedia in chunks.")
    client.send("GET /next HTTP/1.1\r\nHost: x\r\n\r\n")
    #expect(try client.answer().body == "GET /next ")
  }

  @Test("A request may arrive in pieces of any size")
  func pieces() throws {
    let client = try TestClient(try TestServer(Self.echo))
    let text =
      "\r\nPOST /c HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"
    for byte in text.utf8 { client.send([byte]) }
    #expect(try client.answer().body == "POST /c abc")
  }

  @Test("A client that waits for 100 Continue gets it, or 413 before it sends too large a body")
  func expectations() throws {
    let server = try TestServer(limits: limits { $0.bodyBytes = 100 }, Self.echo)
    let client = try TestClient(server)
    client.send("POST /e HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n")
    #expect(try client.answer().status == 100)
    client.send("ok")
    #expect(try client.answer().body == "POST /e ok")
    client.send(
      "POST /e HTTP/1.1\r\nHost: x\r\nContent-Length: 101\r\nExpect: 100-continue\r\n\r\n")
    #expect(try client.answer().status == 413)
    #expect(client.isClosed)
  }

  @Test("HEAD is answered without a body, and a request of HTTP/1.0 ends the connection")
  func others() throws {
    let server = try TestServer(Self.echo)
    let client = try TestClient(server)
    client.send("HEAD /h HTTP/1.1\r\nHost: x\r\n\r\nGET /old HTTP/1.0\r\n\r\n")
    let head = try client.answer(withBody: false)
    #expect(head.status == 200 && head.headers["content-length"] == "8")
    #expect(try client.answer().body == "GET /old ")
    #expect(client.isClosed)
  }

  @Test(
    "A malformed or ambiguous request is refused and ends the connection",
    arguments: [
      ("hello\r\n\r\n", 400), ("GET /\r\n\r\n", 400), ("GET / HTTP/2.0\r\nHost: x\r\n\r\n", 505),
      ("GET / FTP/1.1\r\nHost: x\r\n\r\n", 400), ("GET / HTTP/1.1\r\n\r\n", 400),
      ("GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", 400),
      ("GET / HTTP/1.1\nHost: x\r\n\r\n", 400), ("GET / HTTP/1.1\r\nHost : x\r\n\r\n", 400),
      ("GET / HTTP/1.1\r\nHost: x\r\n folded\r\n\r\n", 400),
      ("GET / HTTP/1.1\r\nHost: x\r\nA: b\u{0}\r\n\r\n", 400),
      ("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", 400),
      ("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: +1\r\n\r\nx", 400),
      ("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx", 400),
      ("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1, 1\r\n\r\nx", 400),
      ("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n", 413),
      (
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 400
      ),
      ("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", 501),
      ("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n", 400),
      ("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n", 400),
      ("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n0\r\n\r\n", 400),
      ("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFF\r\n", 413),
      ("GET / HTTP/1.1\r\nHost: x\r\nExpect: wonders\r\n\r\n", 417),
    ])
  func refused(request: String, status: Int) throws {
    let client = try TestClient(try TestServer(Self.echo))
    client.send(request)
    let answer = try client.answer()
    #expect(answer.status == status, "\(answer.body)")
    #expect(answer.headers["connection"] == "close" && !answer.body.isEmpty)
    #expect(client.isClosed)
  }

  @Test("A header or a body over the limit is refused, a body in chunks too")
  func tooLarge() throws {
    let server = try TestServer(
      limits: limits { ($0.headerBytes, $0.bodyBytes) = (300, 1000) }, Self.echo)
    let long = String(repeating: "a", count: 2000)
    let start = "POST / HTTP/1.1\r\nHost: x\r\n"
    let chunk = "1F4\r\n\(long.prefix(500))\r\n"
    let requests = [
      ("\(start)X: \(long)\r\n\r\n", 431), ("GET /\(long)", 431),
      ("\(start)Content-Length: 2000\r\n\r\n\(long)", 413),
      ("\(start)Transfer-Encoding: chunked\r\n\r\n\(chunk)\(chunk)\(chunk)", 413),
      ("\(start)Transfer-Encoding: chunked\r\n\r\n1;\(long)", 431),
    ]
    for (request, status) in requests {
      let client = try TestClient(server)
      client.send(request)
      #expect(try client.answer().status == status)
      #expect(client.isClosed)
    }
    let client = try TestClient(server)
    client.send("\(start)Content-Length: 1000\r\n\r\n\(long.prefix(1000))")
    #expect(try client.answer().status == 200)
  }

  @Test("A client that stops within a request gets 408, while others are served")
  func slow() throws {
    let server = try TestServer(
      limits: limits { ($0.headerTime, $0.bodyTime) = (.milliseconds(150), .milliseconds(150)) },
      Self.echo)
    let header = try TestClient(server)
    header.send("GET / HT")
    let body = try TestClient(server)
    body.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nab")
    let other = try TestClient(server)
    other.send("GET /other HTTP/1.1\r\nHost: x\r\n\r\n")
    #expect(try other.answer().status == 200)
    #expect(try header.answer().status == 408)
    #expect(try body.answer().status == 408)
    #expect(header.isClosed && body.isClosed)
  }

  @Test("An idle connection is closed without an answer")
  func idle() throws {
    let server = try TestServer(limits: limits { $0.idleTime = .milliseconds(100) }, Self.echo)
    #expect(try TestClient(server).isClosed)
  }

  @Test("Clients without the token keep nobody out for long")
  func strangers() throws {
    let limits = limits {
      $0.connections = 2
      $0.strangerTime = .milliseconds(200)
    }
    let token = BearerToken.random()
    let server = try TestServer(limits: limits, token: token, Self.echo)
    let silent = try [TestClient(server), TestClient(server)]
    silent[0].send("GET /ping HTTP/1.1\r\nHost: x\r\n\r\n")
    #expect(try silent[0].answer().status == 200)
    for client in silent { #expect(client.isClosed) }
    let request = "GET / HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(token.text)\r\n\r\n"
    var known = try TestClient(server)
    known.send(request)
    while try known.answer().status == 503 {
      Thread.sleep(forTimeInterval: 0.01)
      known = try TestClient(server)
      known.send(request)
    }
    known.send(request)
    #expect(try known.answer().status == 200)
  }

  @Test("The end of a server leaves a file that has its socket's name by now")
  func socketFile() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "s").path
    let server = try HTTPServer(socket: path)
    unlink(path)
    try "precious".write(toFile: path, atomically: false, encoding: .utf8)
    server.stop()
    server.run { _ in HTTPResponse(200, text: "") }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "precious")
  }

  @Test("A connection that is closed within a request does not affect others")
  func gone() throws {
    let server = try TestServer(Self.echo)
    for text in ["", "GET", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nabc"] {
      let client = try TestClient(server)
      client.send(text)
      client.finish()
      #expect(client.isClosed)
    }
    let client = try TestClient(server)
    client.send("GET /still HTTP/1.1\r\nHost: x\r\n\r\n")
    #expect(try client.answer().status == 200)
  }

  @Test("Connections over the limit get 503, and are accepted once others are closed")
  func tooMany() throws {
    let server = try TestServer(limits: limits { $0.connections = 2 }, Self.echo)
    let request = "GET / HTTP/1.1\r\nHost: x\r\n\r\n"
    do {
      let guests = try [TestClient(server), TestClient(server)]
      for guest in guests {
        guest.send(request)
        #expect(try guest.answer().status == 200)
      }
      let more = try TestClient(server)
      more.send(request)
      let answer = try more.answer()
      #expect(answer.status == 503 && answer.headers["retry-after"] == "1")
      #expect(more.isClosed)
      withExtendedLifetime(guests) {}
    }
    // The server notices within moments that they have left.
    var status = 503
    for _ in 0..<1000 where status == 503 {
      let client = try TestClient(server)
      client.send(request)
      status = (try? client.answer().status) ?? 503
    }
    #expect(status == 200)
  }

  @Test("Fifty concurrent clients each get their own answers")
  func many() throws {
    let server = try TestServer(Self.echo)
    let wrong = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: 50) { number in
      do {
        let client = try TestClient(server)
        for turn in 0..<20 {
          let body = String(repeating: "\(number).\(turn) ", count: turn * 10)
          client.send(
            "POST /\(number) HTTP/1.1\r\nHost: x\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
          )
          let answer = try client.answer()
          if answer.body != "POST /\(number) \(body)" { wrong.withLock { $0 += 1 } }
        }
      } catch {
        wrong.withLock { $0 += 1 }
      }
    }
    #expect(wrong.withLock { $0 } == 0)
  }

  @Test("An answer of megabytes arrives whole")
  func large() throws {
    let size = 5_000_000
    let server = try TestServer { _ in
      HTTPResponse(200, [UInt8](repeating: 0x61, count: size), type: "text/plain")
    }
    let client = try TestClient(server)
    client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
    #expect(try client.answer().body.utf8.count == size)
  }

  @Test("A server that is stopped sends running answers and closes idle connections")
  func stopping() throws {
    let (asked, mayAnswer) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    let server = try TestServer { request in
      if request.path == "/slow" {
        asked.signal()
        mayAnswer.wait()
      }
      return Self.echo(request)
    }
    let (busy, idle) = (try TestClient(server), try TestClient(server))
    idle.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
    #expect(try idle.answer().status == 200)
    busy.send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n")
    asked.wait()
    server.server.stop()
    #expect(idle.isClosed)
    mayAnswer.signal()
    let answer = try busy.answer()
    #expect(answer.body == "GET /slow " && answer.headers["connection"] == "close")
    #expect(server.stop())
  }

  @Test("A port in use is refused with its number and the reason")
  func taken() throws {
    let server = try TestServer(Self.echo)
    let error = #expect(throws: HTTPError.self) {
      try HTTPServer(bind: "127.0.0.1", port: Int(server.port))
    }
    #expect("\(try #require(error))".contains("port \(server.port): Address already in use"))
    #expect(throws: HTTPError.self) { try HTTPServer(bind: "no address", port: 0) }
  }
}
