import Dataset
import Domain
import Foundation
import HTTP
import Learning

/// A connection to a service's `/invocations`: request lines are posted, answer lines come back.
struct Invocations: ModelConnection {
  var limits: ModelLimits
  var strategy: ActiveLearning.Model.BatchStrategy
  /// The process behind the address, if it is ours.
  var process: ServedProcess?
  private let address: URL
  private let labels: [String]
  private let client: any HTTPClient

  init(_ address: URL, settings: ModelSettings, client: any HTTPClient) {
    self.address = address
    self.client = client
    labels = settings.labels
    limits = settings.limits
    strategy = settings.model.batchStrategy
  }

  /// Predicts texts, several requests at a time; the answers come back in the order of the texts.
  func predict(
    _ texts: [String], progress: @Sendable (Int) -> Void
  ) throws -> ProbabilityRows {
    try withoutActuallyEscaping(progress) { progress in
      try blocking { try await gather(texts, progress) }
    }
  }

  func sendRaw(_ bytes: [UInt8]) throws -> RawReply {
    try blocking { try await postRaw(bytes) }
  }

  private func gather(
    _ texts: [String], _ progress: @Sendable (Int) -> Void
  ) async throws -> ProbabilityRows {
    var batches = RequestBatches(
      texts, classCount: labels.count, strategy: strategy, payload: limits.payload,
      concurrency: limits.concurrency)
    var values = [Float](repeating: 0, count: texts.count * labels.count)
    try await withThrowingTaskGroup(of: (Int, ProbabilityRows).self) { group in
      var (underWay, done) = (0, 0)
      while true {
        while underWay < limits.concurrency, let batch = batches.take() {
          group.addTask { (batch.texts.lowerBound, try await answer(batch)) }
          underWay += 1
        }
        guard let (first, rows) = try await group.next() else { break }
        underWay -= 1
        done += rows.count
        let start = first * labels.count
        values.replaceSubrange(start..<start + rows.values.count, with: rows.values)
        progress(done)
      }
    }
    return ProbabilityRows(values: values, classCount: labels.count)
  }
}

extension Invocations {
  /// The result of one attempt.
  private enum Attempt {
    case answered(ProbabilityRows)
    /// The service failed in a way that may be over when the request is sent again.
    case unavailable(String)
  }

  /// Sends one request, and repeats it up to `limits.retries` times while the service fails.
  private func answer(_ batch: RequestBatches.Batch) async throws -> ProbabilityRows {
    var attempts = 0
    while true {
      switch try await ask(batch) {
      case .answered(let rows): return rows
      case .unavailable(let reason):
        try checkProcess()
        attempts += 1
        guard attempts <= limits.retries else {
          throw ModelFailure("\(reason), \(attempts) times; \(address.absoluteString)")
        }
        let pause = limits.backoffSeconds * pow(2, Double(attempts - 1))
        try await Task.sleep(for: .seconds(pause))
      }
    }
  }

  private func ask(_ batch: RequestBatches.Batch) async throws -> Attempt {
    let reply: HTTPReply
    do {
      reply = try await post(batch)
    } catch HTTPError.connection(let reason), HTTPError.refused(_, let reason) {
      return .unavailable("it cannot be reached: \(SafeExcerpt(reason, limit: 200))")
    }
    switch reply.status {
    case 200..<300: break
    case 429, 500...: return .unavailable(Self.description(of: reply))
    default: throw ModelFailure("\(Self.description(of: reply)); \(address.absoluteString)")
    }
    var collector = AnswerCollector(
      labels: labels, expected: batch.texts.count, firstLine: batch.texts.lowerBound + 1)
    try reply.body.withUnsafeBytes { _ = try collector.append($0) }
    return .answered(try collector.finish())
  }

  private func post(_ batch: RequestBatches.Batch) async throws -> HTTPReply {
    let limit = AnswerCollector.replyLimit(labels, lines: batch.texts.count)
    do {
      return try await client.post(batch.body, limit: limit, seconds: limits.seconds)
    } catch HTTPError.timedOut {
      try checkProcess()
      throw ModelFailure(
        "it did not answer within \(limits.seconds.formatted()) s; if it needs longer, raise "
          + "TimeoutSeconds or lower MaxPayloadInMB")
    } catch HTTPError.bodyTooLarge(let limit), HTTPError.headTooLarge(let limit) {
      throw ModelFailure("it answered more than \(limit) bytes to \(batch.texts.count) lines")
    }
  }

  private static func description(of reply: HTTPReply) -> String {
    let said = reply.body.isEmpty ? "" : ": \(SafeExcerpt(reply.body, limit: 200))"
    return "it answered with status \(reply.status)\(said)"
  }

  private func postRaw(_ bytes: [UInt8]) async throws -> RawReply {
    do {
      let reply = try await client.post(bytes, limit: RawReply.limit, seconds: limits.seconds)
      return RawReply(status: reply.status, body: reply.body)
    } catch HTTPError.bodyTooLarge, HTTPError.headTooLarge {
      throw RawReply.tooLong
    } catch HTTPError.timedOut {
      throw ModelFailure("it did not answer within \(limits.seconds.formatted()) s")
    } catch HTTPError.connection(let reason), HTTPError.refused(_, let reason) {
      try checkProcess()
      throw ModelFailure("it cannot be reached: \(SafeExcerpt(reason, limit: 200))")
    }
  }

  /// Throws `ModelFailure.processEnded` if our own process behind the address has ended.
  private func checkProcess() throws {
    if process?.hasEnded == true { throw ModelFailure.processEnded }
  }
}
