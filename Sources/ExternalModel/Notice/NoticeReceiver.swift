import Foundation
import HTTP

/// The program or the address that a lead's notices go to.
package struct NoticeReceiver: Sendable {
  private enum Kind: Sendable {
    case program(path: String)
    case address(URL)
  }

  /// The longest time that a notice may take, in seconds.
  package static let timeLimit = 30.0
  private static let replyLimit = 1 << 16

  private let kind: Kind
  private let seconds: Double
  private let home: String

  /// Takes an address (http, https, unix) or a program; throws a `ModelFailure` if it is neither.
  ///
  /// `home` is the folder that a relative path begins at, where the program is run. A notice is
  /// given up after so many seconds.
  package init(_ text: String, home: String, seconds: Double = timeLimit) throws {
    self.seconds = seconds
    self.home = URL(filePath: home).standardizedFileURL.path
    if ["http://", "https://", "unix:/"].contains(where: text.hasPrefix) {
      kind = .address(try EndpointModel.url(text))
    } else {
      kind = .program(path: try ProgramPath.resolve(text, from: self.home))
    }
  }

  /// Passes a line of JSON on, and blocks until it is taken; throws a `ModelFailure`.
  ///
  /// A program reads it from standard input, and is ended when the time is over.
  package func send(_ line: [UInt8]) throws {
    switch kind {
    case .program(let path): try run(path, line)
    case .address(let url): try post(url, line)
    }
  }

  private func run(_ path: String, _ line: [UInt8]) throws {
    let call = ProgramCall(
      name: "the notice's command", program: path, arguments: [], folder: home,
      limits: ProgramLimits(seconds: seconds, graceSeconds: 2))
    let (outcome, _) = try ProgramRun.collect(call, input: line)
    if let failure = outcome.failure(of: call) { throw failure }
  }

  private func post(_ url: URL, _ line: [UInt8]) throws {
    let client = EndpointModel.client(for: url, connections: 1, token: nil)
    do {
      let reply = try blocking {
        try await client.post(line, limit: Self.replyLimit, seconds: seconds)
      }
      guard 200..<300 ~= reply.status else {
        throw ModelFailure("the address answered with the status \(reply.status)")
      }
    } catch let error as HTTPError {
      throw ModelFailure("the address did not take the notice: \(error)")
    }
  }
}
