import Foundation

/// Where a user's own model reads and writes: one folder a model.
struct ModelFolder: Sendable {
  let path: String

  init(_ path: String) {
    // A program works in another folder than this process.
    self.path = URL(filePath: path).standardizedFileURL.path
  }

  var hyperparameters: String { file("hyperparameters.json") }
  var train: String { file("train.manifest") }
  var validation: String { file("validation.manifest") }
  var model: String { file("model") }
  var trainLog: String { file("train.log") }
  var predictLog: String { file("predict.log") }
  /// What a container sees as `/opt/ml`.
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

  /// Makes the folder anew: nothing of an older model may remain in it.
  static func makeAnew(_ folder: String) throws {
    if FileManager.default.fileExists(atPath: folder) {
      do { try FileManager.default.removeItem(atPath: folder) } catch {
        throw ModelFailure("\(folder): the older model cannot be removed: \(error)")
      }
    }
    try make(folder)
  }

  /// Writes lines, each with a line end.
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
