/// Gathers the faults of a file up to a limit.
struct FaultList {
  let file: String
  let limit: Int
  private(set) var faults: [FileFault] = []
  private(set) var isFull = false

  init(file: String, limit: Int) {
    self.file = file
    self.limit = limit
  }

  mutating func add(_ reason: any FaultReason, line: Int?) {
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
