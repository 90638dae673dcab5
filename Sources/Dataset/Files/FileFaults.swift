/// All faults of a file, up to a limit.
package struct FileFaults: Error, Equatable, Sendable {
  package let faults: [FileFault]
  /// The file has more faults than were gathered.
  package let isCut: Bool

  package init(_ faults: [FileFault], isCut: Bool = false) {
    self.faults = faults
    self.isCut = isCut
  }

  /// Makes the error of a single fault.
  package init(file: String, line: Int? = nil, _ reason: any FaultReason) {
    self.init([FileFault(file: file, line: line, reason: reason)])
  }
}

extension FileFaults: CustomStringConvertible {
  package var description: String {
    let lines = Self.lines(faults)
    return (isCut ? lines + ["… and more; only the first \(faults.count) were gathered."] : lines)
      .joined(separator: "\n")
  }

  /// Returns a line for each fault; at most `limit` that differ only in place and values.
  ///
  /// A mistake that a file repeats in every line would hide all others.
  package static func lines(_ faults: [FileFault], ofEachKind limit: Int = 10) -> [String] {
    let kinds = faults.map(\.kind)
    let counts = kinds.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    var shown: [String: Int] = [:]
    return zip(faults, kinds).flatMap { fault, kind -> [String] in
      let place = shown[kind, default: 0] + 1
      guard place <= limit else { return [] }
      shown[kind] = place
      let left = counts[kind, default: 0] - limit
      let line = fault.description
      return place == limit && left > 0 ? [line, "… and \(left) more like this"] : [line]
    }
  }
}

extension FileFault {
  /// The file and the message without its values: no digits, and nothing inside “ ”.
  fileprivate var kind: String {
    var kind = "\(file)\n"
    var isQuoted = false
    for scalar in reason.description.unicodeScalars {
      switch scalar {
      case "“": isQuoted = true
      case "”": isQuoted = false
      case "0"..."9": break
      default: if !isQuoted { kind.unicodeScalars.append(scalar) }
      }
    }
    return kind
  }
}
