import ExternalModel
import Foundation
import HTTP
import Logging
import Synchronization
import TestSupport
import Testing

@testable import winnow

/// Notices to an address: a server on this machine that answers as each test has it.
@Suite struct NoticeAddressTests {
  private final class Server: Sendable {
    let http: HTTPServer
    let bodies = Mutex<[String]>([])

    init(status: Int = 200, gate: DispatchSemaphore? = nil) throws {
      http = try HTTPServer(bind: "127.0.0.1", port: 0)
      Thread.detachNewThread { [self] in
        http.run { [self] request in
          gate?.wait()
          bodies.withLock { $0.append(String(decoding: request.body, as: UTF8.self)) }
          return HTTPResponse(status, [], type: "text/plain")
        }
      }
    }

    func receiver(seconds: Double = 30) throws -> NoticeReceiver {
      try NoticeReceiver("\(http.address)/notices", home: "/", seconds: seconds)
    }
  }

  private let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
  private let line = Array("{\"kind\": \"job-over\"}\n".utf8)

  @Test("An address gets the line as the body of a request")
  func success() throws {
    let server = try Server()
    defer { server.http.stop() }
    try server.receiver().send(line)
    #expect(server.bodies.withLock { $0 } == ["{\"kind\": \"job-over\"}\n"])
  }

  @Test("An error status is told", arguments: [404, 503])
  func status(code: Int) throws {
    let server = try Server(status: code)
    defer { server.http.stop() }
    let failure = #expect(throws: ModelFailure.self) { try server.receiver().send(line) }
    #expect(failure.map { "\($0)".contains("\(code)") } == true)
  }

  @Test("An address at which nobody listens is told")
  func refused() throws {
    let closed = try NoticeReceiver("http://127.0.0.1:1/notices", home: "/")
    #expect(throws: ModelFailure.self) { try closed.send(line) }
  }

  @Test("A receiver that hangs is given up after its time")
  func hanging() throws {
    let gate = DispatchSemaphore(value: 0)
    let server = try Server(gate: gate)
    defer {
      gate.signal()
      server.http.stop()
    }
    let receiver = try server.receiver(seconds: 0.2)
    #expect(throws: ModelFailure.self) { try receiver.send(line) }
  }

  @Test("The loop does not wait for a slow receiver")
  func slow() throws {
    let gate = DispatchSemaphore(value: 0)
    let server = try Server(gate: gate)
    defer { server.http.stop() }
    let project = try LabeledProject()
    let notifier = Notifier(
      try server.receiver(), of: project.path, store: try project.store(), log: log,
      now: LabeledProject.start)
    let later = LabeledProject.start + 7_200
    // Returns though the receiver answers only when the gate is opened.
    try notifier.look(now: later)
    #expect(server.bodies.withLock { $0.isEmpty })
    gate.signal()
    notifier.finish(now: later)
    #expect(server.bodies.withLock { $0.count } == 1)
  }
}
