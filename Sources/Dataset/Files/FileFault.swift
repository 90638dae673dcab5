/// A part of a file that cannot be used: its place, what is wrong, what to do.
package struct FileFault: Sendable {
  package let file: String
  /// Counted from 1; nil if the fault concerns the whole file.
  package let line: Int?
  package let reason: any FaultReason

  package init(file: String, line: Int? = nil, reason: any FaultReason) {
    self.file = file
    self.line = line
    self.reason = reason
  }
}

extension FileFault: Equatable {
  package static func == (one: FileFault, other: FileFault) -> Bool {
    one.file == other.file && one.line == other.line && one.reason.isEqual(to: other.reason)
  }
}

extension FileFault: CustomStringConvertible {
  package var description: String {
    let place = line.map { "\(file):\($0)" } ?? file
    return InertText.of("\(place): \(reason)")
  }
}
