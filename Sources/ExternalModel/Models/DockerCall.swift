import Foundation

/// The words that start an image's `train` or `serve` with Docker.
struct DockerCall {
  /// Where a container sees the tree.
  static let root = "/opt/ml"
  /// The port that a container serves at.
  static let port: UInt16 = 8080

  let image: String
  /// `train` or `serve`.
  let verb: String
  /// The container's name, so that it can be removed if it does not end.
  let name: String
  /// The folder that becomes `/opt/ml`.
  let tree: String
  let variables: [String: String]
  /// The port of this machine, reachable from it only, that leads to the container's.
  let hostPort: UInt16?
  let memoryMB: Int?

  var arguments: [String] {
    var words = ["run", "--rm", "--init", "--name", name, "--volume", "\(tree):\(Self.root)"]
    if let hostPort { words += ["--publish", "127.0.0.1:\(hostPort):\(Self.port)"] }
    if let memoryMB { words += ["--memory", "\(memoryMB)m", "--memory-swap", "\(memoryMB)m"] }
    for (variable, value) in variables.sorted(by: { $0.key < $1.key }) {
      words += ["--env", "\(variable)=\(value)"]
    }
    return words + [image, verb]
  }

  /// Removes a container that did not end when it was told to.
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

  /// What Docker's own exit codes mean; nil for those of the image's programs.
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
