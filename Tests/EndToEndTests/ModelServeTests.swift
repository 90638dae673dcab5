import Foundation
import FoundationNetworking
import Glibc
import Subprocess
import TestSupport
import Testing

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

@Suite("winnow model serve")
struct ModelServeTests {
  private static let container = SampleHeadlines.folder("templates")
    .appending(path: "models/built-in").path

  /// Runs a program that serves, gives its address to `ask`, and ends it with SIGTERM.
  private func serving(
    _ program: String, _ arguments: [String] = [], environment: Environment = .inherit,
    _ ask: (String) async throws -> Void
  ) async throws -> TerminationStatus {
    try await Subprocess.run(
      .path(FilePath(program)), arguments: Arguments(arguments), environment: environment,
      input: .none, output: .sequence, error: .discarded
    ) { execution in
      for try await line in execution.standardOutput.strings() {
        try await ask(line.components(separatedBy: ": ")[0])
        try execution.send(signal: .terminate)
        break
      }
    }.terminationStatus
  }

  private func ask(
    _ address: String, _ body: String? = nil, token: String? = nil
  ) async throws -> (status: Int?, text: String) {
    var request = URLRequest(url: try #require(URL(string: address)))
    if let token { request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization") }
    if let body {
      request.httpMethod = "POST"
      request.httpBody = Data(body.utf8)
      request.setValue("application/jsonlines", forHTTPHeaderField: "Content-Type")
    }
    let (data, response) = try await URLSession.shared.data(for: request)
    return ((response as? HTTPURLResponse)?.statusCode, String(decoding: data, as: UTF8.self))
  }

  /// Writes a channel's manifest of sample headlines.
  private func write(_ folder: TemporaryFolder, _ name: String, _ rows: Range<Int>) throws {
    let headlines = try SampleHeadlines(count: rows.upperBound)
    let lines = try rows.map { row in
      let object: [String: Any] = [
        "source": headlines.texts[row], "category": headlines.labels[row],
      ]
      return String(decoding: try JSONSerialization.data(withJSONObject: object), as: UTF8.self)
    }
    let place = folder.url.appending(path: name)
    try FileManager.default.createDirectory(
      at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: place)
  }

  @Test("What it serves is what predict writes, and SIGTERM ends it in order")
  func serves() async throws {
    let folder = try TemporaryFolder()
    try write(folder, "m", 0..<300)
    let (manifest, model) = (folder.path("m"), folder.path("news.winnow"))
    let trained = try await Program.run("model", "train", manifest, "--output", model)
    #expect(trained.succeeded, "\(trained.errors)")
    let expected = try await Program.run("model", "predict", "--model", model, manifest).output
    let lines = try folder.read("m")
    let status = try await serving(
      Program.path, ["model", "serve", "--model", model, "--port", "0"]
    ) { address in
      let token = try String(folder.read("news.winnow.token").dropLast())
      #expect(try await ask("\(address)/ping").status == 200)
      let answer = try await ask("\(address)/invocations", lines, token: token)
      #expect(answer.status == 200 && answer.text == expected && !expected.isEmpty)
      #expect(try await ask("\(address)/invocations", "{}", token: token).status == 400)
      for wrong in [nil, "", "x\(token)", String(token.dropLast()), token.uppercased() + "A"] {
        #expect(try await ask("\(address)/invocations", lines, token: wrong).status == 401)
      }
    }
    #expect(status == .exited(0))
  }

  /// Trains a model on sample headlines; returns its path.
  private func model(in folder: TemporaryFolder) async throws -> String {
    try write(folder, "m", 0..<300)
    let model = folder.path("news.winnow")
    let trained = try await Program.run("model", "train", folder.path("m"), "--output", model)
    #expect(trained.succeeded, "\(trained.errors)")
    return model
  }

  @Test("The token is drawn once, for its owner alone, and one that others can read is refused")
  func token() async throws {
    let folder = try TemporaryFolder()
    let arguments = ["model", "serve", "--model", try await model(in: folder), "--port", "0"]
    _ = try await serving(Program.path, arguments) { _ in }
    let token = try folder.read("news.winnow.token")
    #expect(token.count == 65)
    var status = stat()
    #expect(stat(folder.path("news.winnow.token"), &status) == 0 && status.st_mode & 0o777 == 0o600)
    _ = try await serving(Program.path, arguments) { _ in }
    #expect(try folder.read("news.winnow.token") == token)
    chmod(folder.path("news.winnow.token"), 0o644)
    let refused = try await Program.run(arguments)
    #expect(refused.status == .exited(1) && refused.errors.contains("chmod 600"))
    _ = try await serving(Program.path, arguments + ["--open"]) { address in
      let answer = try await ask("\(address)/invocations", #"{"source": "Fed rates"}"#)
      #expect(answer.status == 200)
    }
  }

  @Test(
    "Asked as an endpoint, by a token of a file or at a socket, it passes the contract's checks")
  func endpoint() async throws {
    let folder = try TemporaryFolder()
    let model = try await model(in: folder)
    let labels = SampleHeadlines.folder("templates")
      .appending(path: "news-headlines/label-categories.json").path
    let check = ["model", "check", "--data", folder.path("m"), "--labels", labels, "--endpoint"]
    let serve = ["model", "serve", "--model", model]
    _ = try await serving(Program.path, serve + ["--port", "0"]) { address in
      let place = "\(address)/invocations"
      let shown = try await Program.run(
        check + [place, "--token-file", folder.path("news.winnow.token")])
      #expect(shown.succeeded, "\(shown.output) \(shown.errors)")
      let hidden = try await Program.run(check + [place])
      #expect(!hidden.succeeded && hidden.output.contains("401"), "\(hidden.output)")
    }
    let socket = folder.path("s")
    _ = try await serving(Program.path, serve + ["--socket", socket]) { address in
      #expect(address == "unix:\(socket)")
      var status = stat()
      #expect(stat(socket, &status) == 0 && status.st_mode & 0o777 == 0o600)
      let checked = try await Program.run(check + [address])
      #expect(checked.succeeded, "\(checked.output) \(checked.errors)")
    }
    #expect(try !folder.contents.contains("s"))
  }

  @Test("The container in templates trains in SageMaker's tree and serves what it learnt there")
  func container() async throws {
    let folder = try TemporaryFolder()
    try write(folder, "input/data/train/train-manifest", 0..<300)
    try write(folder, "input/data/validation/validation-manifest", 300..<400)
    let environment = Environment.inherit.updating([
      "WINNOW": Program.path, "SM_CHANNEL_TRAIN": folder.path("input/data/train"),
      "SM_MODEL_DIR": folder.path("model"), "SAGEMAKER_BIND_TO_PORT": "0",
      "WINNOW_TOKEN": String(repeating: "t", count: 16),
    ])
    let trained = try await Subprocess.run(
      .path(FilePath("\(Self.container)/train")), environment: environment,
      output: .string(limit: 1 << 16), error: .string(limit: 1 << 16))
    #expect(trained.terminationStatus == .exited(0), "\(trained.standardError)")
    #expect(trained.standardOutput.contains("validation: lines=100 accuracy="))
    let status = try await serving("\(Self.container)/serve", environment: environment) { address in
      #expect(address.hasPrefix("http://127.0.0.1:"))
      let parameters = try await ask(
        "\(address)/execution-parameters", token: String(repeating: "t", count: 16))
      #expect(parameters.text.contains("\"MaxPayloadInMB\": 6"))
      let answer = try await ask(
        "\(address)/invocations", #"{"source": "Fed rates", "k": 2}"#,
        token: String(repeating: "t", count: 16))
      #expect(answer.status == 200 && answer.text.contains("__label__"))
    }
    #expect(status == .exited(0))
  }

  @Test("A container that has nothing to learn says why in its file and fails")
  func failure() async throws {
    let folder = try TemporaryFolder()
    let environment = Environment.inherit.updating([
      "WINNOW": Program.path, "SM_CHANNEL_TRAIN": folder.path("input/data/train"),
    ])
    let trained = try await Subprocess.run(
      .path(FilePath("\(Self.container)/train")), environment: environment,
      output: .discarded, error: .string(limit: 1 << 16))
    #expect(trained.terminationStatus == .exited(1))
    #expect(trained.standardError.contains("no file of augmented-manifest lines"))
    #expect(try folder.read("output/failure").contains("SM_CHANNEL_TRAIN"))
    let served = try await Program.run("model", "serve", "--model", folder.path("none"))
    #expect(served.status == .exited(1) && served.errors.contains("no such file"))
  }
}

/// The memory of a service that many ask for much at once.
@Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/python3")))
struct ModelServeMemoryTests {
  /// Sends 6 MB of the shortest lines from 24 clients at once; prints the statuses and the peak of
  /// the service's memory in kB.
  private static let clients = """
    import re, socket, sys, threading
    port, token, process = sys.argv[1:]
    line = b'{"source":""}\\n'
    body = line * ((6 << 20) // len(line))
    head = "POST /invocations HTTP/1.1\\r\\nHost: x\\r\\nAuthorization: Bearer %s\\r\\nConnection: close\\r\\n"
    head = (head + "Content-Length: %d\\r\\n\\r\\n") % (token, len(body))
    statuses = []
    def ask():
        with socket.create_connection(("127.0.0.1", int(port))) as s:
            s.sendall(head.encode() + body)
            statuses.append(s.recv(65536)[9:12].decode())
            while s.recv(1 << 20): pass
    threads = [threading.Thread(target=ask) for _ in range(24)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    status = open(f"/proc/{process}/status").read()
    print(",".join(sorted(set(statuses))), len(statuses), re.search(r"VmHWM:\\s+(\\d+)", status)[1])
    """

  @Test("Two dozen clients with the largest requests take no more memory than a few")
  func many() async throws {
    let folder = try TemporaryFolder()
    let (model, token) = (folder.path("news.winnow"), String(repeating: "t", count: 16))
    let trained = try await Program.run(
      "model", "train",
      SampleHeadlines.folder("sample-data").appending(
        path: "partially-labeled.manifest"
      ).path, "--output", model)
    #expect(trained.succeeded, "\(trained.errors)")
    try folder.write("token", token)
    chmod(folder.path("token"), 0o600)
    _ = try await Subprocess.run(
      .path(FilePath(Program.path)),
      arguments: [
        "model", "serve", "--model", model, "--port", "0", "--token-file", folder.path("token"),
      ], input: .none, output: .sequence, error: .discarded
    ) { execution in
      for try await line in execution.standardOutput.strings() {
        let port = try #require(line.firstMatch(of: /127\.0\.0\.1:(\d+)/)).1
        let asked = try await Subprocess.run(
          .name("python3"),
          arguments: [
            "-c", Self.clients, String(port), token, "\(execution.processIdentifier.value)",
          ], output: .string(limit: 1000), error: .string(limit: 10_000))
        let words = asked.standardOutput.split(whereSeparator: \.isWhitespace)
        #expect(words.first == "200" && words.count == 3, "\(asked.standardError)")
        #expect(words.last.flatMap { Int($0) } ?? .max < 600_000, "\(words)")
        try execution.send(signal: .terminate)
        break
      }
    }
  }
}
