import ArgumentParser
import BuiltInService
import CProcess
import Foundation
import HTTP

/// `winnow model serve`.
struct ModelServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Serves a model over HTTP, as SageMaker's containers do.",
    discussion: """
      GET /ping, POST /invocations with JSON lines {"source": "…", "k": 1}, and \
      GET /execution-parameters. Without --model it serves what “winnow model train --container” \
      left: the model in $SM_MODEL_DIR, or in /opt/ml/model. Clients of this machine can ask, or of \
      others with --bind, and must show a token: that of $WINNOW_TOKEN, or of a file, MODEL.token, \
      which is made for you alone. --socket makes a UNIX socket instead, for you alone and without \
      a token. --open lets in whoever can connect; so does a container, where the model is in \
      /opt/ml/model. There is no encryption.

        winnow model serve --model news.winnow --port 8080
        curl --data-binary @new.manifest -H 'Content-Type: application/jsonlines' \\
          -H "Authorization: Bearer $(cat news.winnow.token)" http://127.0.0.1:8080/invocations
      """)

  @Option(help: "The model's file, or a folder with model.winnow in it.")
  var model: String?

  @Option(help: "The port; 0 takes one that is free (default: $SAGEMAKER_BIND_TO_PORT, or 8080).")
  var port: Int?

  @Option(help: "The address to listen on (default: 127.0.0.1, in a container 0.0.0.0).")
  var bind: String?

  @Option(help: "The file with the token; a missing one is made, with a random token.")
  var tokenFile: String?

  @Option(help: "Serve at a UNIX socket of this path instead of a port.")
  var socket: String?

  @Flag(help: "Ask for no token: whoever can connect is answered.")
  var open = false

  @Option(
    help: "The largest request, in MB (default: $SAGEMAKER_MAX_PAYLOAD_IN_MB, or 6).")
  var maxPayload: Int?

  func validate() throws {
    if let port, !(0...65_535).contains(port) { throw ValidationError("--port is 0–65535") }
    if open, tokenFile != nil { throw ValidationError("--open asks for no token; leave out one") }
    if socket != nil, port != nil || bind != nil {
      throw ValidationError("--socket is instead of --port and --bind")
    }
    if let maxPayload, !(1...100).contains(maxPayload) {
      throw ValidationError("--max-payload is 1–100")
    }
  }

  func run() throws {
    cp_give_back_memory()
    let container = ModelContainer(environment: ProcessInfo.processInfo.environment)
    let path = model ?? container.modelFolder
    let megabytes = maxPayload ?? container.maxPayloadInMB ?? 6
    let service = ModelService(
      try ModelFile.read(path), concurrency: ProcessInfo.processInfo.activeProcessorCount,
      payloadInMB: megabytes)
    let access = try access(to: path, container)
    let server = try server(container, access.token, megabytes)
    // Ends in order: running answers are sent.
    let signals = EndingSignals.handle { _ in server.stop() }
    defer { withExtendedLifetime(signals) {} }
    Console.line("\(server.address): serving \(path); \(access.words)")
    server.run(service.respond)
  }

  private func server(
    _ container: ModelContainer, _ token: BearerToken?, _ megabytes: Int
  ) throws -> HTTPServer {
    var limits = HTTPLimits()
    limits.bodyBytes = megabytes << 20
    if let socket { return try HTTPServer(socket: socket, limits: limits, token: token) }
    return try HTTPServer(
      bind: bind ?? (isPlatform(container) ? "0.0.0.0" : "127.0.0.1"),
      port: port ?? container.port ?? 8080, limits: limits, token: token)
  }

  /// Whether SageMaker runs it, which asks without a token.
  private func isPlatform(_ container: ModelContainer) -> Bool {
    model == nil && container.hasDefaultFolder
  }

  /// Returns the token that clients must show, and where they find it.
  private func access(
    to path: String, _ container: ModelContainer
  ) throws -> (token: BearerToken?, words: String) {
    if open { return (nil, "it asks for no token") }
    if let tokenFile { return (try .keep(path: tokenFile), "the token is in \(tokenFile)") }
    let name = BearerToken.variable
    if let text = ProcessInfo.processInfo.environment[name], !text.isEmpty {
      guard let token = BearerToken(text) else {
        throw HTTPError.badToken(place: "$\(name)", reason: "it is no token of 16 letters or more")
      }
      return (token, "the token is that of $\(name)")
    }
    if socket != nil { return (nil, "for you alone") }
    if isPlatform(container) { return (nil, "it asks for no token") }
    let file = "\(ModelFile.path(path)).token"
    return (try .keep(path: file), "the token is in \(file)")
  }
}
