import ArgumentParser
import BuiltInService
import Foundation
import HTTP

/// `winnow model serve`.
struct ModelServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Serves a model over HTTP, as SageMaker's containers do.",
    discussion: """
      GET /ping, POST /invocations with JSON lines {"source": "…", "k": 1}, and \
      GET /execution-parameters. Without --model it serves what “winnow model train --container” \
      left: the model in $SM_MODEL_DIR, or in /opt/ml/model. There is no encryption and no \
      password: only this machine can ask, unless --bind says otherwise; in a container, where the \
      model is in /opt/ml/model, all can.

        winnow model serve --model news.winnow --port 8080
        curl --data-binary @new.manifest -H 'Content-Type: application/jsonlines' \\
          http://127.0.0.1:8080/invocations
      """)

  @Option(help: "The model's file, or a folder with model.winnow in it.")
  var model: String?

  @Option(help: "The port; 0 takes one that is free (default: $SAGEMAKER_BIND_TO_PORT, or 8080).")
  var port: Int?

  @Option(help: "The address to listen on (default: 127.0.0.1, in a container 0.0.0.0).")
  var bind: String?

  @Option(
    help: "The largest request, in MB (default: $SAGEMAKER_MAX_PAYLOAD_IN_MB, or 6).")
  var maxPayload: Int?

  func validate() throws {
    if let port, !(0...65_535).contains(port) { throw ValidationError("--port is 0–65535") }
    if let maxPayload, !(1...100).contains(maxPayload) {
      throw ValidationError("--max-payload is 1–100")
    }
  }

  func run() throws {
    let container = ModelContainer(environment: ProcessInfo.processInfo.environment)
    let path = model ?? container.modelFolder
    let isContainer = model == nil && container.hasDefaultFolder
    let megabytes = maxPayload ?? container.maxPayloadInMB ?? 6
    let service = ModelService(
      try ModelFile.read(path), concurrency: ProcessInfo.processInfo.activeProcessorCount,
      payloadInMB: megabytes)
    var limits = HTTPLimits()
    limits.bodyBytes = megabytes << 20
    let server = try HTTPServer(
      bind: bind ?? (isContainer ? "0.0.0.0" : "127.0.0.1"),
      port: port ?? container.port ?? 8080, limits: limits)
    // Ends in order: running answers are sent.
    let signals = EndingSignals.handle { _ in server.stop() }
    defer { withExtendedLifetime(signals) {} }
    Console.line("\(server.address): serving \(path)")
    server.run(service.respond)
  }
}
