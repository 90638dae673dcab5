import Foundation

/// The folder of one user's model, with the paths of all that it reads and writes.
struct ModelFolder: Sendable {
  let path: String

  init(_ path: String) {
    // The program has another working directory than this process.
    self.path = URL(filePath: path).standardizedFileURL.path
  }

  var hyperparameters: String { file("hyperparameters.json") }
  var train: String { file("train.manifest") }
  var validation: String { file("validation.manifest") }
  var model: String { file("model") }
  var trainLog: String { file("train.log") }
  var predictLog: String { file("predict.log") }
  /// The tree that a container sees as `/opt/ml`.
  var tree: ContainerTree { ContainerTree(path: file("ml")) }

  private func file(_ name: String) -> String { "\(path)/\(name)" }

  func make() throws { try Self.make(path) }

  static func make(_ folder: String) throws {
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    } catch {
      throw ModelFailure("\(folder): the model's folder cannot be made: \(error)")
    }
  }

  /// Removes the folder with all in it, and makes it again.
  static func makeAnew(_ folder: String) throws {
    if FileManager.default.fileExists(atPath: folder) {
      do { try FileManager.default.removeItem(atPath: folder) } catch {
        throw ModelFailure("\(folder): the older model cannot be removed: \(error)")
      }
    }
    try make(folder)
  }

  /// Writes lines, each with a line feed.
  static func write(_ lines: [[UInt8]], to path: String) throws {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(lines.reduce(0) { $0 + $1.count + 1 })
    for line in lines {
      bytes += line
      bytes.append(0x0A)
    }
    try write(Data(bytes), to: path)
  }

  static func write(_ value: some Encodable, to path: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    try write(try encoder.encode(value), to: path)
  }

  private static func write(_ data: Data, to path: String) throws {
    do { try data.write(to: URL(filePath: path)) } catch {
      throw ModelFailure("\(path): cannot be written: \(error)")
    }
  }
}
