import Dispatch
package import HTTP
package import Learning
import Synchronization

/// The built-in model as an HTTP service (Dataset/FORMATS.md, “Container contract”).
package struct ModelService: Sendable {
  /// The content types that stand for JSON lines; a body without a type is read as such.
  private static let types = [
    "application/jsonlines", "application/x-jsonlines", "application/jsonl", "application/x-ndjson",
    "application/json", "application/octet-stream",
  ]

  private let predictors: PredictorPool
  private let concurrency: Int
  private let payloadInMB: Int
  private let answers: MemoryBudget
  /// The most bytes of an answer line.
  private let answerLineBytes: Int

  /// The most bytes of all answers that are being made or sent; further requests wait.
  private static let answersBytes = 128 << 20

  /// Answers `concurrency` requests at a time; further ones wait.
  package init(_ model: TextModel, concurrency: Int, payloadInMB: Int) {
    predictors = PredictorPool(LinePredictor(model), count: concurrency)
    self.concurrency = concurrency
    self.payloadInMB = payloadInMB
    answers = MemoryBudget(bytes: Self.answersBytes)
    answerLineBytes = 32 + 40 * model.labels.count
  }

  package func respond(to request: HTTPRequest) -> HTTPResponse {
    switch (request.path, request.method) {
    case ("/ping", "GET"), ("/ping", "HEAD"): json("{}")
    case ("/execution-parameters", "GET"), ("/execution-parameters", "HEAD"): parameters
    case ("/invocations", "POST"): invoke(request)
    case ("/ping", _), ("/execution-parameters", _): notAllowed("GET, HEAD")
    case ("/invocations", _): notAllowed("POST")
    default:
      HTTPResponse(
        404, text: "not found; the paths are /ping, /invocations and /execution-parameters")
    }
  }

  private var parameters: HTTPResponse {
    json(
      "{\"MaxConcurrentTransforms\": \(concurrency), \"BatchStrategy\": \"MULTI_RECORD\", "
        + "\"MaxPayloadInMB\": \(payloadInMB)}")
  }

  private func json(_ text: String) -> HTTPResponse {
    HTTPResponse(200, Array("\(text)\n".utf8), type: "application/json")
  }

  private func notAllowed(_ methods: String) -> HTTPResponse {
    var response = HTTPResponse(405, text: "only \(methods) is allowed")
    response.allow = methods
    return response
  }

  private func invoke(_ request: HTTPRequest) -> HTTPResponse {
    let type = request.headers.values("content-type").first.map { type in
      type.prefix { $0 != ";" }.trimmingSpaces.lowercased()
    }
    if let type, !Self.types.contains(type) {
      return HTTPResponse(
        415, text: "Content-Type “\(type)” is not supported; send application/jsonlines")
    }
    let lines = request.body.reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
    let bytes = min(lines * answerLineBytes, answerLimit)
    guard let share = answers.take(bytes, until: .now + .seconds(60)) else {
      return HTTPResponse(503, text: "too many large answers; try again in a second")
    }
    var response = predictors.withPredictor {
      answer(request.body, with: &$0, capacity: bytes)
    }
    response.share = share
    return response
  }

  private func answer(
    _ body: [UInt8], with predictor: inout LinePredictor, capacity: Int
  ) -> HTTPResponse {
    var output: [UInt8] = []
    // One piece of memory, of which only what is written counts.
    output.reserveCapacity(capacity + answerLineBytes)
    var faults: [RequestLineFault] = []
    var line = 0
    _ = body.withUnsafeBufferPointer { bytes in
      bytes.forEachLine(isFinal: true) { bytes in
        line += 1
        guard output.count <= answerLimit, faults.count < RequestLineFault.limit else { return }
        if let fault = predictor.answer(bytes, appendingTo: &output) {
          faults.append(RequestLineFault(file: nil, line: line, reason: fault))
        }
      }
    }
    if !faults.isEmpty { return HTTPResponse(400, text: "\(ServiceError.badLines(faults))") }
    if line == 0 {
      return HTTPResponse(400, text: "no line; send an object with “source” in each line")
    }
    if output.count > answerLimit {
      return HTTPResponse(
        413,
        text: "the answer would be larger than \(answerLimit) bytes; send fewer lines, or a "
          + "smaller “k” in each")
    }
    return HTTPResponse(200, output, type: "application/jsonlines")
  }

  /// The most bytes of an answer, which with many labels may be 1,000 times as long as the request.
  private var answerLimit: Int { min(16 * payloadInMB << 20, Self.answersBytes) }
}

/// A pool of predictors, one for each concurrent request, that keep their caches of tokens.
private final class PredictorPool: Sendable {
  private let model: LinePredictor
  private let free: DispatchSemaphore
  private let idle = Mutex<[LinePredictor]>([])

  init(_ model: LinePredictor, count: Int) {
    self.model = model
    free = DispatchSemaphore(value: max(1, count))
  }

  func withPredictor<Result>(_ body: (inout LinePredictor) -> Result) -> Result {
    free.wait()
    var predictor = idle.withLock { $0.popLast() } ?? model
    defer {
      idle.withLock { $0.append(predictor) }
      free.signal()
    }
    return body(&predictor)
  }
}
