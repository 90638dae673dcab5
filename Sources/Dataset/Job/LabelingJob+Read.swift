import Foundation

extension LabelingJob {
  /// Reads a request and checks every field of it.
  ///
  /// With `manifestIsGiven` another manifest was named on the command line, and the request's own is
  /// neither needed nor checked.
  package static func read(
    path: String, manifestIsGiven: Bool = false
  ) throws(FileFaults) -> LabelingJob {
    let bytes = try MappedFile(path: path).withBytes { Array($0) }
    return try parse(bytes, file: path, manifestIsGiven: manifestIsGiven) {
      FileManager.default.isReadableFile(atPath: $0)
    }
  }

  /// Reads the request that a project keeps.
  ///
  /// The files that it names were copied when the project was made, and are not looked for again.
  /// Relative paths of models and commands start from `home`, where the request was at first.
  package static func readKept(path: String, home: String) throws(FileFaults) -> LabelingJob {
    let bytes = try MappedFile(path: path).withBytes { Array($0) }
    return try parse(bytes, file: path, home: home, manifestIsGiven: true)
  }

  /// Reads the bytes of a request; relative paths start from `home`, by default the folder of
  /// `file`.
  package static func parse(
    _ bytes: [UInt8], file: String, home: String? = nil, manifestIsGiven: Bool = false,
    fileExists: (String) -> Bool = { _ in true }
  ) throws(FileFaults) -> LabelingJob {
    let json = try LocatedJSON.parse(bytes, file: file)
    var reader = FieldReader(json, file: file)
    let job = LabelingJobReader(
      folder: home ?? Self.folder(of: file), manifestIsGiven: manifestIsGiven
    ).read(&reader)
    let missing = reader.paths.filter { !fileExists($0.path) }
    for path in missing {
      reader.report(.noFile(field: path.field, path: path.path), line: path.line)
    }
    guard let job, reader.faults.isEmpty else {
      throw FileFaults(reader.faults.sorted { $0.line ?? 0 < $1.line ?? 0 })
    }
    return job
  }

  private static func folder(of file: String) -> String {
    let parts = file.split(separator: "/", omittingEmptySubsequences: false)
    return parts.dropLast().joined(separator: "/")
  }
}
