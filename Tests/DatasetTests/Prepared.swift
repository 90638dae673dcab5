import Dataset
import Foundation
import TestSupport

/// A file that was prepared in a folder of its own.
struct Prepared {
  let preparation: Preparation
  /// The lines of the manifest.
  let lines: [String]
  /// The report of what the file was taken for.
  let report: String

  init(
    _ bytes: some Sequence<UInt8>, _ change: (inout PreparationOptions) -> Void = { _ in }
  ) throws {
    let folder = try TemporaryFolder()
    var options = PreparationOptions(
      attribute: try .category(), jobName: "labeling-job/x",
      creationDate: Date(timeIntervalSince1970: 0))
    options.labeled = .all
    change(&options)
    let file = try InputFile(path: folder.write("in", bytes))
    preparation = try Preparation(file, options: options)
    try preparation.write(manifest: folder.path("m"))
    lines = try folder.read("m").split(separator: "\n").map(String.init)
    report = InputReport(preparation, name: "in").lines.joined(separator: "\n")
  }

  init(_ text: String, _ change: (inout PreparationOptions) -> Void = { _ in }) throws {
    try self.init(Array(text.utf8), change)
  }

  /// The texts of the manifest, decoded.
  var texts: [String] { values("source") }

  /// The name of each line's label; “-” for none.
  var labels: [String] {
    objects.map { ($0["category-metadata"] as? [String: Any])?["class-name"] as? String ?? "-" }
  }

  func values(_ key: String) -> [String] { objects.map { $0[key] as? String ?? "-" } }

  private var objects: [[String: Any]] {
    lines.map {
      (try? JSONSerialization.jsonObject(with: Data($0.utf8))) as? [String: Any] ?? [:]
    }
  }

  /// The faults of a file that is refused, each after its line; none if it is read.
  static func messages(
    _ bytes: some Sequence<UInt8>, _ change: (inout PreparationOptions) -> Void = { _ in }
  ) -> [String] {
    do {
      _ = try Prepared(bytes, change)
      return []
    } catch {
      let faults = (error as? FileFaults)?.faults ?? []
      return faults.isEmpty ? ["\(error)"] : faults.map { "\($0.line ?? 0): \($0.reason)" }
    }
  }

  static func messages(
    _ text: String, _ change: (inout PreparationOptions) -> Void = { _ in }
  ) -> [String] {
    messages(Array(text.utf8), change)
  }
}
