import Dispatch
package import Foundation
import Synchronization
import FoundationNetworking

/// Asks a service by HTTP or HTTPS, through the proxy that the environment names.
package final class RemoteClient: HTTPClient {
  private let address: URL
  private let token: BearerToken?
  private let session: URLSession
  private let gatherer = ReplyGatherer()

  package init(_ address: URL, connections: Int, token: BearerToken? = nil) {
    self.address = address
    self.token = token
    let configuration = URLSessionConfiguration.ephemeral
    configuration.httpMaximumConnectionsPerHost = connections
    configuration.httpCookieStorage = nil
    configuration.urlCache = nil
    // Each request has a timer of its own, which must end it first.
    configuration.timeoutIntervalForRequest = 100_000
    session = URLSession(configuration: configuration, delegate: gatherer, delegateQueue: nil)
  }

  deinit { session.invalidateAndCancel() }

  package func post(_ body: [UInt8], limit: Int, seconds: Double) async throws -> HTTPReply {
    var request = URLRequest(url: address)
    request.httpMethod = "POST"
    request.setValue("application/jsonlines", forHTTPHeaderField: "Content-Type")
    request.setValue("application/jsonlines", forHTTPHeaderField: "Accept")
    if let token {
      request.setValue(token.authorization, forHTTPHeaderField: "Authorization")
    }
    request.httpBody = Data(body)
    let task = session.dataTask(with: request)
    // A timer outside Swift's thread pool, all of whose threads may be blocked by callers.
    let timer = DispatchSource.makeTimerSource(queue: .global())
    timer.setEventHandler { [gatherer] in
      gatherer.end(task.taskIdentifier, with: .timedOut)
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

/// Collects the answers of all running requests, and cancels one that grows too long.
private final class ReplyGatherer: NSObject, URLSessionDataDelegate, Sendable {
  private struct Waiting {
    let limit: Int
    let continuation: CheckedContinuation<HTTPReply, any Error>
    var body: [UInt8] = []
  }

  private let waiting = Mutex<[Int: Waiting]>([:])

  func expect(
    _ task: Int, limit: Int, _ continuation: CheckedContinuation<HTTPReply, any Error>
  ) {
    waiting.withLock { $0[task] = Waiting(limit: limit, continuation: continuation) }
  }

  func end(_ task: Int, with fault: HTTPError) {
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
    end(dataTask.taskIdentifier, with: .bodyTooLarge(limit: limit))
    dataTask.cancel()
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask,
    willPerformHTTPRedirection response: HTTPURLResponse,
    newRequest request: URLRequest, completionHandler: @escaping @Sendable (URLRequest?) -> Void
  ) {
    // Texts are sent to the job's address only.
    completionHandler(nil)
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?
  ) {
    let taken = waiting.withLock { $0.removeValue(forKey: task.taskIdentifier) }
    guard let taken else { return }
    if let response = task.response as? HTTPURLResponse, error == nil {
      taken.continuation.resume(
        returning: HTTPReply(status: response.statusCode, body: taken.body))
    } else {
      let words = error.map { $0.localizedDescription } ?? "no HTTP answer"
      taken.continuation.resume(throwing: HTTPError.connection(words))
    }
  }
}
