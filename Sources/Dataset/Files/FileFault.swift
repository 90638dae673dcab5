/// Something in a file that cannot be used: where it stands, what is wrong, what to do.
package struct FileFault: Error, Equatable, Sendable {
  package enum Reason: Error, Equatable, Sendable {
    case json(JSONFault.Reason)
    case manifest(ManifestFault)
    case field(FieldFault)
    case category(LabelCategoryFault)
    case row(RowFault)
    case template(TemplateFault)
    case verification(VerificationFault)
    /// The system refused: what was tried, and its own words.
    case system(action: String, message: String)
  }

  package let file: String
  /// Counted from 1; nil if the fault is the whole file's.
  package let line: Int?
  package let reason: Reason

  package init(file: String, line: Int? = nil, reason: Reason) {
    self.file = file
    self.line = line
    self.reason = reason
  }
}

extension FileFault: CustomStringConvertible {
  package var description: String {
    let place = line.map { "\(file):\($0)" } ?? file
    return "\(place): \(reason)"
  }
}

extension FileFault.Reason: CustomStringConvertible {
  package var description: String {
    switch self {
    case .json(let reason): "\(reason)"
    case .manifest(let fault): "\(fault)"
    case .field(let fault): "\(fault)"
    case .category(let fault): "\(fault)"
    case .row(let fault): "\(fault)"
    case .template(let fault): "\(fault)"
    case .verification(let fault): "\(fault)"
    case .system(let action, let message): "cannot \(action): \(message)"
    }
  }
}

/// All faults of a file, up to a limit.
package struct FileFaults: Error, Equatable, Sendable {
  package let faults: [FileFault]
  /// There are more than these.
  package let isCut: Bool

  package init(_ faults: [FileFault], isCut: Bool = false) {
    self.faults = faults
    self.isCut = isCut
  }
}

extension FileFaults: CustomStringConvertible {
  package var description: String {
    let lines = Self.lines(faults)
    return (isCut ? lines + ["… and more; only the first \(faults.count) were gathered."] : lines)
      .joined(separator: "\n")
  }

  /// Returns a line for each fault; of those that only differ in place and values, the first few.
  ///
  /// One mistake that a whole file repeats must not hide the others.
  package static func lines(_ faults: [FileFault], ofAKind limit: Int = 10) -> [String] {
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
  /// The file and the message without its values: digits, and what stands in “ ”.
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

/// Gathers faults until there are more than anyone wants to read.
struct FaultList {
  let file: String
  let limit: Int
  private(set) var faults: [FileFault] = []
  private(set) var isFull = false

  init(file: String, limit: Int) {
    self.file = file
    self.limit = limit
  }

  mutating func add(_ reason: FileFault.Reason, line: Int?) {
    guard faults.count < limit else {
      isFull = true
      return
    }
    faults.append(FileFault(file: file, line: line, reason: reason))
  }

  func throwIfAny() throws(FileFaults) {
    if !faults.isEmpty { throw FileFaults(faults, isCut: isFull) }
  }
}
