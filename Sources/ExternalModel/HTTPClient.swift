internal import Dispatch
internal import Foundation
internal import Synchronization

#if canImport(FoundationNetworking)
  internal import FoundationNetworking
#endif

/// Sends requests and takes answers up to a size, within a time.
final class HTTPClient: Sendable {
  /// What came back.
  struct Reply: Sendable {
    let status: Int
    let body: [UInt8]
  }

  /// Why nothing came back.
  enum Fault: Error, Equatable {
    case tooLong(bytes: Int)
    case tooSlow
    case connection(String)
  }

  private let session: URLSession
  private let gatherer = ReplyGatherer()

  init(connections: Int) {
    let configuration = URLSessionConfiguration.ephemeral
    configuration.httpMaximumConnectionsPerHost = connections
    configuration.httpCookieStorage = nil
    configuration.urlCache = nil
    // The time limit of each request is kept here; this one must not come before it.
    configuration.timeoutIntervalForRequest = 100_000
    session = URLSession(configuration: configuration, delegate: gatherer, delegateQueue: nil)
  }

  deinit { session.invalidateAndCancel() }

  func get(_ url: URL, seconds: Double) async throws -> Reply {
    try await send(URLRequest(url: url), limit: 1 << 16, seconds: seconds)
  }

  /// Posts lines of JSON.
  func post(_ body: [UInt8], to url: URL, limit: Int, seconds: Double) async throws -> Reply {
    var request = URLRequest(url: url)
    request.httpMethod = "POST"
    request.setValue("application/jsonlines", forHTTPHeaderField: "Content-Type")
    request.setValue("application/jsonlines", forHTTPHeaderField: "Accept")
    request.httpBody = Data(body)
    return try await send(request, limit: limit, seconds: seconds)
  }

  private func send(_ request: URLRequest, limit: Int, seconds: Double) async throws -> Reply {
    let task = session.dataTask(with: request)
    // A timer outside of Swift's pool of threads, which waiting callers may have used up.
    let timer = DispatchSource.makeTimerSource(queue: .global())
    timer.setEventHandler { [gatherer] in
      gatherer.end(task.taskIdentifier, with: .tooSlow)
      task.cancel()
    }
    timer.schedule(deadline: .now() + seconds)
    timer.activate()
    defer { timer.cancel() }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        gatherer.expect(task.taskIdentifier, limit: limit, continuation)
        task.resume()
      }
    } onCancel: {
      task.cancel()
    }
  }
}

/// Gathers the answers of all requests on the way, and gives up on one that grows too long.
private final class ReplyGatherer: NSObject, URLSessionDataDelegate, Sendable {
  private struct Waiting {
    let limit: Int
    let continuation: CheckedContinuation<HTTPClient.Reply, any Error>
    var body: [UInt8] = []
  }

  private let waiting = Mutex<[Int: Waiting]>([:])

  func expect(
    _ task: Int, limit: Int, _ continuation: CheckedContinuation<HTTPClient.Reply, any Error>
  ) {
    waiting.withLock { $0[task] = Waiting(limit: limit, continuation: continuation) }
  }

  func end(_ task: Int, with fault: HTTPClient.Fault) {
    let taken = waiting.withLock { $0.removeValue(forKey: task) }
    taken?.continuation.resume(throwing: fault)
  }

  func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
    let limit = waiting.withLock { waiting -> Int? in
      waiting[dataTask.taskIdentifier]?.body.append(contentsOf: data)
      guard let now = waiting[dataTask.taskIdentifier], now.body.count > now.limit else {
        return nil
      }
      return now.limit
    }
    guard let limit else { return }
    end(dataTask.taskIdentifier, with: .tooLong(bytes: limit))
    dataTask.cancel()
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask,
    willPerformHTTPRedirection response: HTTPURLResponse,
    newRequest request: URLRequest, completionHandler: @escaping @Sendable (URLRequest?) -> Void
  ) {
    // The titles go where the job says, and nowhere else.
    completionHandler(nil)
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?
  ) {
    let taken = waiting.withLock { $0.removeValue(forKey: task.taskIdentifier) }
    guard let taken else { return }
    if let response = task.response as? HTTPURLResponse, error == nil {
      taken.continuation.resume(
        returning: HTTPClient.Reply(status: response.statusCode, body: taken.body))
    } else {
      let words = error.map { $0.localizedDescription } ?? "no HTTP answer"
      taken.continuation.resume(throwing: HTTPClient.Fault.connection(words))
    }
  }
}
