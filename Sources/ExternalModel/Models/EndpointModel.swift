import Dataset
import Foundation
import HTTP

/// A model that runs elsewhere and answers at an address.
struct EndpointModel: ModelBackend {
  let address: String
  var settings: ModelSettings

  var isTrained: Bool { false }
  var answersEachLine: Bool { false }

  func checkPrograms() {}

  func train(_ data: TrainingData, in folder: String) throws {
    throw ModelFailure("a model at an address cannot be trained; it serves what it knows")
  }

  func modelPath(in folder: String) -> String? { nil }

  func withService<Value>(
    from folder: String, _ body: (any ModelConnection) throws -> Value
  ) throws -> Value {
    let url = try Self.url(address)
    let client = Self.client(
      for: url, connections: settings.limits.concurrency, token: try token())
    return try body(Invocations(url, settings: settings, client: client))
  }

  func stop(asking line: [UInt8], from folder: String) -> StopOutcome? { nil }

  static func url(_ address: String) throws -> URL {
    guard let url = URL(string: address), let scheme = url.scheme?.lowercased(),
      scheme == "unix"
        ? url.path.hasPrefix("/")
        : ["http", "https"].contains(scheme) && url.host?.isEmpty == false
    else {
      throw ModelFailure(
        "“\(SafeExcerpt(address))” is no address; http://HOST:PORT/invocations or "
          + "unix:/PATH of a socket is expected")
    }
    return url
  }

  /// The token of the job's file, or else of the environment; nil without either.
  private func token() throws -> BearerToken? {
    do {
      if let path = settings.model.tokenFile { return try BearerToken.read(path: path) }
    } catch { throw ModelFailure("\(error)") }
    let name = BearerToken.variable
    guard let text = ProcessInfo.processInfo.environment[name], !text.isEmpty else { return nil }
    if let token = BearerToken(text) { return token }
    throw ModelFailure("the environment variable \(name) holds no token")
  }

  static func client(
    for url: URL, connections: Int, token: BearerToken?
  ) -> any HTTPClient {
    if url.scheme?.lowercased() == "unix" {
      return LoopbackClient(
        .socket(path: url.path(percentEncoded: false)), path: "/invocations", token: token)
    }
    guard url.scheme?.lowercased() == "http", url.host == "127.0.0.1", url.user == nil,
      let port = UInt16(exactly: url.port ?? 80)
    else { return RemoteClient(url, connections: connections, token: token) }
    let path = url.path.isEmpty ? "/" : url.path(percentEncoded: true)
    let query = url.query(percentEncoded: true).map { "?\($0)" } ?? ""
    return LoopbackClient(.port(port), path: path + query, token: token)
  }
}
