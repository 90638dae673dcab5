import Foundation

/// The command line that runs an image's `train` or `serve` with Docker.
struct DockerCall {
  /// The path of the tree in a container.
  static let root = "/opt/ml"
  /// The port of `serve` in a container.
  static let port: UInt16 = 8080

  let image: String
  /// `train` or `serve`.
  let verb: String
  /// The container's name, by which it is removed if it does not end.
  let name: String
  /// The folder that becomes `/opt/ml`.
  let tree: String
  let variables: [String: String]
  /// The port of this machine's loopback interface that is mapped to the container's.
  let hostPort: UInt16?
  let memoryMB: Int?

  var arguments: [String] {
    var arguments = ["run", "--rm", "--init", "--name", name, "--volume", "\(tree):\(Self.root)"]
    if let hostPort { arguments += ["--publish", "127.0.0.1:\(hostPort):\(Self.port)"] }
    if let memoryMB { arguments += ["--memory", "\(memoryMB)m", "--memory-swap", "\(memoryMB)m"] }
    for (variable, value) in variables.sorted(by: { $0.key < $1.key }) {
      arguments += ["--env", "\(variable)=\(value)"]
    }
    return arguments + [image, verb]
  }

  /// Returns the arguments that remove a container which did not end.
  static func removal(name: String) -> [String] { ["rm", "--force", name] }

  static func program(image: String, path: String?) throws(ModelFailure) -> String {
    do throws(ModelFailure) {
      return try ProgramPath.resolve("docker", from: "/", path: path)
    } catch {
      throw ModelFailure(
        "the image “\(SafeExcerpt(image))” needs Docker, which this machine lacks; install it, or "
          + "copy the image's train and serve into a folder and name that as the job's Container")
    }
  }

  /// Returns what an exit code of Docker's own means; nil for one of the image's program.
  static func reason(code: Int32, image: String, verb: String) -> String? {
    switch code {
    case 125:
      "Docker could not run the image “\(SafeExcerpt(image))”; see that its daemon runs, that you "
        + "may use it, and that the image is there (docker pull)"
    case 126, 127: "the image “\(SafeExcerpt(image))” has no program \(verb)"
    default: nil
    }
  }
}
