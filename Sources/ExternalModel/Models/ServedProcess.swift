import Dataset
import Domain
import Foundation
import HTTP
import Synchronization

/// A `serve` program that runs until `stop` is called.
final class ServedProcess: Sendable {
  let call: ProgramCall
  /// The secret that winnow's own service asks for; others need not look at it.
  private let token = BearerToken.random()
  private let port: UInt16
  private let isStopRequested = Mutex(false)
  private let isOver = Mutex(false)
  private let outcome = Promise<Result<ProgramRun.Outcome, any Error>>()

  /// Starts it; `waitUntilReady` throws if that fails.
  init(_ given: ProgramCall, port: UInt16) {
    var call = given
    call.environment[BearerToken.variable] = token.text
    (self.call, self.port) = (call, port)
    Thread.detachNewThread { [self] in
      let result = Result {
        try ProgramRun.perform(self.call, isStopRequested: { self.isStopRequested.withLock { $0 } })
      }
      isOver.withLock { $0 = true }
      outcome.fulfill(result)
    }
  }

  /// Whether the program has ended.
  var hasEnded: Bool { isOver.withLock { $0 } }

  /// Waits until it answers `/ping` with 200.
  ///
  /// Throws `ModelFailure.processEnded` if it ends before, another one if it takes too long.
  func waitUntilReady(seconds: Double) throws {
    let client = LoopbackClient(.port(port), path: "/")
    try blocking { [self] in
      let start = ContinuousClock.now
      var last = "nothing"
      while start.duration(to: .now).inSeconds < seconds {
        guard !hasEnded else { throw ModelFailure.processEnded }
        if let reply = try? await client.get("/ping", seconds: 2) {
          if reply.status == 200 { return }
          last = "status \(reply.status)"
        }
        try await Task.sleep(for: .milliseconds(50))
      }
      throw ModelFailure(
        "it did not answer GET /ping with 200 on port \(port) (SAGEMAKER_BIND_TO_PORT) within "
          + "\(seconds.formatted()) s, but with \(last)")
    }
  }

  /// Returns a connection with the settings that its `/execution-parameters` asks for.
  func connection(_ settings: ModelSettings) throws -> any ModelConnection {
    let client = LoopbackClient(.port(port), path: "/invocations", token: token)
    let parameters = try blocking {
      let reply = try? await client.get("/execution-parameters", seconds: 2)
      return reply?.status == 200 ? reply.flatMap { ExecutionParameters($0.body) } : nil
    }
    var limits = settings.limits
    // One request at a time by default, as in SageMaker: a service with one thread would never
    // accept the second connection.
    limits.concurrency = parameters?.concurrency(atMost: 16) ?? 1
    var invocations = Invocations(try url("invocations"), settings: settings, client: client)
    invocations.process = self
    limits.payload = min(limits.payload, parameters?.payload ?? .max)
    invocations.limits = limits
    if parameters?.isSingleRecord == true { invocations.strategy = .singleRecord }
    return invocations
  }

  /// Sends SIGTERM, waits for its end, and returns how it ended.
  func stop() throws -> ProgramRun.Outcome {
    isStopRequested.withLock { $0 = true }
    return try outcome.wait().get()
  }

  private func url(_ path: String) throws -> URL {
    guard let url = URL(string: "http://127.0.0.1:\(port)/\(path)") else {
      throw ModelFailure("port \(port) has no address")
    }
    return url
  }
}

/// The answer of a service to `GET /execution-parameters`.
struct ExecutionParameters: Sendable {
  private let values: Values

  private struct Values: Decodable, Sendable {
    enum CodingKeys: String, CodingKey {
      case concurrency = "MaxConcurrentTransforms"
      case strategy = "BatchStrategy"
      case payload = "MaxPayloadInMB"
    }

    let concurrency: Int?
    let strategy: String?
    let payload: Int?
  }

  /// Decodes an answer; nil if it is something else.
  init?(_ bytes: [UInt8]) {
    guard let values = try? JSONDecoder().decode(Values.self, from: Data(bytes)) else {
      return nil
    }
    self.values = values
  }

  func concurrency(atMost limit: Int) -> Int? {
    values.concurrency.flatMap { $0 > 0 ? min($0, limit) : nil }
  }

  /// The most bytes of a request.
  var payload: Int? { values.payload.flatMap { (1...1024).contains($0) ? $0 << 20 : nil } }

  var isSingleRecord: Bool {
    values.strategy?.lowercased().filter { $0 != "_" } == "singlerecord"
  }
}
