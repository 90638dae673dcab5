import Dataset
import Domain
import Foundation
import Learning

/// A service that answers lines with lines at an address.
struct Invocations: Sendable {
  /// The process behind the address has ended; its output says more.
  struct ServiceGone: Error {}

  let address: URL
  let labels: [String]
  var limits: ModelLimits
  var strategy: ActiveLearning.Model.BatchStrategy
  let isThere: @Sendable () -> Bool
  let client: any HTTPClient

  init(
    _ address: URL, owner: ExternalModel, client: any HTTPClient,
    isThere: @escaping @Sendable () -> Bool
  ) {
    self.address = address
    labels = owner.labels
    limits = owner.limits
    strategy = owner.model.batchStrategy
    self.isThere = isThere
    self.client = client
  }

  /// Takes the address of somebody's service from the job.
  init(endpoint: String, owner: ExternalModel) throws {
    guard let url = URL(string: endpoint), let scheme = url.scheme?.lowercased(),
      ["http", "https"].contains(scheme), url.host?.isEmpty == false
    else {
      throw ModelFailure(
        "“\(SafeExcerpt(endpoint))” is no address; http://HOST:PORT/invocations is expected")
    }
    self.init(
      url, owner: owner, client: Self.client(for: url, connections: owner.limits.concurrency),
      isThere: { true })
  }

  private static func client(for url: URL, connections: Int) -> any HTTPClient {
    guard url.scheme?.lowercased() == "http", url.host == "127.0.0.1", url.user == nil,
      let port = UInt16(exactly: url.port ?? 80)
    else { return RemoteClient(url, connections: connections) }
    let path = url.path.isEmpty ? "/" : url.path(percentEncoded: true)
    let query = url.query(percentEncoded: true).map { "?\($0)" } ?? ""
    return LoopbackClient(port: port, path: path + query)
  }

  var connection: ModelConnection {
    ModelConnection(
      answer: { try predict($0, progress: $1) },
      send: { bytes in try blocking { try await sendRaw(bytes) } })
  }

  /// Predicts texts, several requests at a time; the answers come back in the order of the texts.
  func predict(
    _ texts: [String], progress: @Sendable (Int) -> Void
  ) throws -> ProbabilityRows {
    try withoutActuallyEscaping(progress) { progress in
      try blocking { try await gather(texts, progress) }
    }
  }

  private func gather(
    _ texts: [String], _ progress: @Sendable (Int) -> Void
  ) async throws -> ProbabilityRows {
    var batches = RequestBatches(
      texts, classCount: labels.count, strategy: strategy, payload: limits.payload,
      concurrency: limits.concurrency)
    var values = [Float](repeating: 0, count: texts.count * labels.count)
    try await withThrowingTaskGroup(of: (Int, ProbabilityRows).self) { group in
      var (onTheWay, done) = (0, 0)
      while true {
        while onTheWay < limits.concurrency, let batch = batches.take() {
          group.addTask { (batch.texts.lowerBound, try await answer(batch)) }
          onTheWay += 1
        }
        guard let (first, rows) = try await group.next() else { break }
        onTheWay -= 1
        done += rows.count
        let start = first * labels.count
        values.replaceSubrange(start..<start + rows.values.count, with: rows.values)
        progress(done)
      }
    }
    return ProbabilityRows(values: values, classCount: labels.count)
  }

  /// Asks one request, again and again if the service fails.
  private func answer(_ batch: RequestBatches.Batch) async throws -> ProbabilityRows {
    var attempt = 0
    while true {
      do {
        return try await ask(batch)
      } catch let trouble as PassingTrouble {
        guard isThere() else { throw ServiceGone() }
        guard attempt < limits.retries else {
          throw ModelFailure("\(trouble.words), \(attempt + 1) times; \(address.absoluteString)")
        }
        try await Task.sleep(for: .seconds(limits.backoffSeconds * pow(2, Double(attempt))))
        attempt += 1
      }
    }
  }

  /// What may be over when the request is sent again.
  private struct PassingTrouble: Error {
    let words: String
  }

  private func ask(_ batch: RequestBatches.Batch) async throws -> ProbabilityRows {
    let reply = try await post(batch)
    switch reply.status {
    case 200..<300: break
    case 429, 500...:
      throw PassingTrouble(words: Self.words(for: reply))
    default:
      throw ModelFailure("\(Self.words(for: reply)); \(address.absoluteString)")
    }
    var collector = AnswerCollector(
      labels: labels, expected: batch.texts.count, firstLine: batch.texts.lowerBound + 1)
    try reply.body.withUnsafeBytes { _ = try collector.append($0) }
    return try collector.finish()
  }

  private func post(_ batch: RequestBatches.Batch) async throws -> HTTPReply {
    let limit = AnswerCollector.replyLimit(labels, lines: batch.texts.count)
    do {
      return try await client.post(
        batch.body, limit: limit, seconds: limits.seconds)
    } catch HTTPFailure.tooSlow {
      guard isThere() else { throw ServiceGone() }
      throw ModelFailure(
        "it did not answer within \(limits.seconds.formatted()) s; if it needs longer, raise "
          + "TimeoutSeconds or lower MaxPayloadInMB")
    } catch HTTPFailure.tooLong(let bytes) {
      throw ModelFailure(
        "it answered more than \(bytes) bytes to \(batch.texts.count) lines")
    } catch HTTPFailure.connection(let words) {
      throw PassingTrouble(words: "it cannot be reached: \(SafeExcerpt(words, limit: 200))")
    }
  }

  private static func words(for reply: HTTPReply) -> String {
    let said = reply.body.isEmpty ? "" : ": \(SafeExcerpt(reply.body, limit: 200))"
    return "it answered with status \(reply.status)\(said)"
  }

  private func sendRaw(_ bytes: [UInt8]) async throws -> RawReply {
    do {
      let reply = try await client.post(
        bytes, limit: RawReply.limit, seconds: limits.seconds)
      return RawReply(status: reply.status, body: reply.body)
    } catch HTTPFailure.tooLong {
      throw RawReply.tooLong
    } catch HTTPFailure.tooSlow {
      throw ModelFailure("it did not answer within \(limits.seconds.formatted()) s")
    } catch HTTPFailure.connection(let words) {
      guard isThere() else { throw ServiceGone() }
      throw ModelFailure("it cannot be reached: \(SafeExcerpt(words, limit: 200))")
    }
  }
}
