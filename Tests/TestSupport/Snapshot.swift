package import TerminalUI
package import Testing

import Foundation

/// Compares a screen with the one that was recorded under this name beside the test.
///
/// `RECORD_SNAPSHOTS=1` rewrites the recording; git then shows what has changed. A recording that
/// is missing is made, and the test fails once, so that someone looks at it.
package func expectScreen(
  _ screen: Screen, _ name: String, filePath: String = #filePath,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  expectText(
    "\(screen.text)\n---\n\(screen.styles)\n", "\(name).txt", filePath: filePath,
    sourceLocation: sourceLocation)
}

/// Compares a text with the file of this name that was recorded beside the test, as `expectScreen`.
package func expectText(
  _ shown: String, _ name: String, filePath: String = #filePath,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let folder = URL(fileURLWithPath: filePath).deletingLastPathComponent()
    .appendingPathComponent("Snapshots")
  let file = folder.appendingPathComponent(name)
  let recorded = try? String(contentsOf: file, encoding: .utf8)
  if recorded == shown { return }
  let isRecording = ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1"
  guard let recorded, !isRecording else {
    record(shown, in: file, sourceLocation: sourceLocation, isWanted: isRecording)
    return
  }
  Issue.record(
    "\(name) looks different:\n\(difference(recorded, shown))", sourceLocation: sourceLocation)
}

private func record(
  _ shown: String, in file: URL, sourceLocation: SourceLocation, isWanted: Bool
) {
  do {
    try Data(shown.utf8).write(to: file)
  } catch {
    Issue.record("cannot write \(file.path): \(error)", sourceLocation: sourceLocation)
    return
  }
  if !isWanted {
    Issue.record(
      "recorded \(file.lastPathComponent): look at it, then run again",
      sourceLocation: sourceLocation)
  }
}

/// Returns the rows that differ, the recorded one above the present one.
private func difference(_ old: String, _ new: String) -> String {
  let before = old.split(separator: "\n", omittingEmptySubsequences: false)
  let after = new.split(separator: "\n", omittingEmptySubsequences: false)
  return (0..<max(before.count, after.count)).compactMap { row in
    let left = row < before.count ? before[row] : ""
    let right = row < after.count ? after[row] : ""
    return left == right ? nil : "row \(row)\n  - \(left)\n  + \(right)"
  }.joined(separator: "\n")
}
