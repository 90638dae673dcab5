import Foundation

extension LabelingJob {
  /// Reads a request and checks every field.
  ///
  /// `hasOtherManifest` means that a manifest was named on the command line: the request's own is
  /// neither required nor checked.
  package static func read(
    path: String, hasOtherManifest: Bool = false
  ) throws(FileFaults) -> LabelingJob {
    try read(
      MappedFile(path: path, limit: MappedFile.smallLimit), hasOtherManifest: hasOtherManifest)
  }

  /// Reads a request that is open.
  package static func read(
    _ file: MappedFile, hasOtherManifest: Bool = false
  ) throws(FileFaults) -> LabelingJob {
    try parse(
      file.withBytes { Array($0) }, file: file.path, hasOtherManifest: hasOtherManifest
    ) {
      FileManager.default.isReadableFile(atPath: $0)
    }
  }

  /// Reads a project's copy of its request.
  ///
  /// Its files were copied when the project was made and are not checked again. Relative paths of
  /// models and commands start at `home`, the original folder of the request.
  package static func readKept(path: String, home: String) throws(FileFaults) -> LabelingJob {
    let bytes = try MappedFile(path: path).withBytes { Array($0) }
    return try parse(bytes, file: path, home: home, hasOtherManifest: true)
  }

  /// Reads the bytes of a request; relative paths start at `home`, by default the folder of
  /// `file`.
  package static func parse(
    _ bytes: [UInt8], file: String, home: String? = nil, hasOtherManifest: Bool = false,
    fileExists: (String) -> Bool = { _ in true }
  ) throws(FileFaults) -> LabelingJob {
    let json = try LocatedJSON.parse(bytes, file: file)
    var reader = FieldReader(json, file: file)
    let job = LabelingJobReader(
      folder: home ?? Self.folder(of: file), hasOtherManifest: hasOtherManifest
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
