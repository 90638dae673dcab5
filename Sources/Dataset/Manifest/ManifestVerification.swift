package import Domain

/// The result of checking an output manifest (`winnow verify`).
package struct ManifestVerification: Sendable, Equatable {
  package internal(set) var lines = 0
  package internal(set) var human = 0
  package internal(set) var auto = 0
  /// Lines with a `failure-reason` and no label.
  package internal(set) var rejected = 0
  package internal(set) var unlabeled = 0
  package internal(set) var byLabel: [Int]
  /// Labeled lines with incomplete metadata that are not lines of the input.
  package internal(set) var incomplete = 0
  package internal(set) var faults: [FileFault] = []
  /// The manifest has more faults than were gathered.
  package internal(set) var isCut = false

  package var isSound: Bool { faults.isEmpty }

  /// Checks an output manifest line by line: syntax, ranges and dates.
  ///
  /// With `input`, also that the output has all lines of the input in order, and that each has the
  /// input's keys unchanged and nothing more but the label. `jobName` is the required `job-name` of
  /// lines that the job labeled.
  package static func check(
    path: String, attribute: LabelAttributeName, labels: LabelSet, jobName: String? = nil,
    input: Manifest? = nil, faultLimit: Int = 100
  ) throws(FileFaults) -> ManifestVerification {
    try check(
      try MappedFile(path: path), attribute: attribute, labels: labels, jobName: jobName,
      input: input, faultLimit: faultLimit)
  }

  /// Checks an output manifest that was opened.
  package static func check(
    _ file: MappedFile, attribute: LabelAttributeName, labels: LabelSet, jobName: String? = nil,
    input: Manifest? = nil, faultLimit: Int = 100
  ) throws(FileFaults) -> ManifestVerification {
    var checker = OutputChecker(attribute: attribute, labels: labels, jobName: jobName)
    var faults = FaultList(file: file.path, limit: faultLimit)
    var result = ManifestVerification(byLabel: labels.labels.map { _ in 0 })
    file.withBytes { bytes in
      for range in LineRanges(bytes) {
        let item = result.lines
        result.lines += 1
        do throws(ManifestFault) {
          result.count(try checker.check(bytes.slice(range), input: input, item: item))
        } catch {
          faults.add(error, line: item + 1)
        }
      }
    }
    if result.lines == 0 { faults.add(ManifestFault.emptyFile, line: nil) }
    if let input, result.lines < input.count {
      faults.add(ManifestFault.linesMissing(input.count - result.lines), line: nil)
    } else if let input, result.lines > input.count {
      faults.add(
        ManifestFault.linesAdded(result.lines - input.count), line: input.count + 1)
    }
    result.faults = faults.faults
    result.isCut = faults.isFull
    return result
  }

  private mutating func count(_ line: OutputChecker.Finding) {
    if line.missing != nil { incomplete += 1 }
    guard let label = line.label else {
      if line.isRejected { rejected += 1 } else { unlabeled += 1 }
      return
    }
    byLabel[label.index] += 1
    if label.isHuman { human += 1 } else { auto += 1 }
  }
}
