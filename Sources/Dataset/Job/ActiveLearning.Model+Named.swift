import Foundation

extension ActiveLearning.Model {
  /// Reads the name of a model on a command line.
  ///
  /// `built-in`, an address, `image:NAME`, a folder with `train` and `serve`, a `.json` file with
  /// the fields of a job's `Model`, or else an executable.
  package static func named(_ text: String) throws(FileFaults) -> ActiveLearning.Model {
    if text.hasSuffix(".json") { return try read(path: text) }
    var model = ActiveLearning.Model()
    var isFolder: ObjCBool = false
    if text == "built-in" {
      model.kind = .builtIn
    } else if ["http://", "https://", "unix:/"].contains(where: text.hasPrefix) {
      model.kind = .endpoint(text)
    } else if text.hasPrefix("image:") {
      model.kind = .image(String(text.dropFirst("image:".count)))
    } else if FileManager.default.fileExists(atPath: text, isDirectory: &isFolder),
      isFolder.boolValue
    {
      model.kind = .container(path: URL(filePath: text).standardizedFileURL.path)
    } else {
      model.kind = .command([text])
    }
    return model
  }

  /// Reads a file with the fields of a job's `Model`; relative paths start at the file's folder.
  package static func read(path: String) throws(FileFaults) -> ActiveLearning.Model {
    let json = try LocatedJSON.read(path: path)
    let folder = URL(filePath: path).standardizedFileURL.deletingLastPathComponent().path
    var reader = FieldReader(json, file: path)
    let model = ActiveLearningReader(folder: folder).modelObject(in: &reader)
    reader.finish()
    guard reader.faults.isEmpty, let model else { throw FileFaults(reader.faults) }
    return model
  }
}
