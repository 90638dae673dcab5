import Foundation

extension ProjectFolder {
  /// Throws if a file would take the place of one that a project lives on: in a project, only the folder
  /// `output` is for outputs.
  static func refuseOutput(to path: String) throws(FileFaults) {
    let parts = URL(filePath: path).standardizedFileURL.resolvingSymlinksInPath().pathComponents
    for count in parts.indices.dropFirst() {
      let folder = ProjectFolder(path: NSString.path(withComponents: Array(parts[..<count])))
      guard parts[count] != "output", FileManager.default.fileExists(atPath: folder.database),
        FileManager.default.fileExists(atPath: folder.input)
      else { continue }
      throw FileFaults(file: path, OutputInProject(project: folder.path))
    }
  }
}

/// An output that would be a file of a project's own.
struct OutputInProject: FaultReason {
  let project: String

  var description: String {
    "is inside the project \(project), whose own files must stay as they are; write to its folder "
      + "“output”, or elsewhere"
  }
}
