import Glibc

/// Answers request lines as they arrive, so that each answer is written without delay.
///
/// Memory does not grow with the input: the lines of one read are answered before the next read.
package struct LineStream {
  private let input: Int32
  /// The input's name in messages.
  private let name: String
  private var predictor: LinePredictor
  /// The bytes of one read.
  private var chunk = [UInt8](repeating: 0, count: 1 << 18)
  private var buffer: [UInt8] = []
  private var output: [UInt8] = []
  private var line = 0
  private var faults: [RequestLineFault] = []

  package init(_ predictor: LinePredictor, input: Int32, name: String) {
    self.predictor = predictor
    self.input = input
    self.name = name
  }

  /// Answers all lines, and returns their number; `write` gets the answers in order.
  ///
  /// Nothing is written after a line that cannot be answered; the faults of all lines are thrown as
  /// `ServiceError.badLines`.
  @discardableResult
  package mutating func run(_ write: ([UInt8]) throws -> Void) throws -> Int {
    while try fill() {
      answerWholeLines(isFinal: false)
      try pass(write)
      // The begin of the next line is not known.
      if buffer.count > RequestFault.limit {
        add(.tooLong, line: line + 1)
        throw ServiceError.badLines(faults)
      }
    }
    answerWholeLines(isFinal: true)
    try pass(write)
    if !faults.isEmpty { throw ServiceError.badLines(faults) }
    return line
  }

  private mutating func pass(_ write: ([UInt8]) throws -> Void) throws {
    if !output.isEmpty { try write(output) }
    output.removeAll(keepingCapacity: true)
    if faults.count >= RequestLineFault.limit { throw ServiceError.badLines(faults) }
  }

  /// Reads the bytes that are there; returns false at the end.
  private mutating func fill() throws -> Bool {
    let old = buffer.count
    var count = 0
    repeat {
      count = read(input, &chunk, chunk.count)
    } while count < 0 && errno == EINTR
    let code = errno
    guard count >= 0 else { throw ServiceError.system(action: "read", name: name, code: code) }
    buffer += chunk[..<count]
    // Drops a byte order mark.
    if line == 0, old == 0, buffer.starts(with: [0xEF, 0xBB, 0xBF]) { buffer.removeFirst(3) }
    return count > 0
  }

  private mutating func answerWholeLines(isFinal: Bool) {
    let bytes = buffer
    let start = bytes.withUnsafeBufferPointer { bytes in
      bytes.forEachLine(isFinal: isFinal) { answer($0) }
    }
    buffer.removeFirst(start)
  }

  private mutating func answer(_ bytes: UnsafeBufferPointer<UInt8>) {
    line += 1
    let old = output.count
    if let fault = predictor.answer(bytes, appendingTo: &output) { add(fault, line: line) }
    if !faults.isEmpty { output.removeLast(output.count - old) }
  }

  private mutating func add(_ fault: RequestFault, line: Int) {
    guard faults.count < RequestLineFault.limit else { return }
    faults.append(RequestLineFault(file: name, line: line, reason: fault))
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Passes each line, without its line end, to `body`; returns where the last one ends.
  ///
  /// The bytes behind the last line feed are a line only if nothing follows: `isFinal`.
  func forEachLine(isFinal: Bool, _ body: (UnsafeBufferPointer<UInt8>) -> Void) -> Int {
    guard let base = baseAddress else { return 0 }
    var start = 0
    while start < count {
      let found = memchr(base + start, 0x0A, count - start).map {
        UnsafeRawPointer($0) - UnsafeRawPointer(base)
      }
      guard let end = found ?? (isFinal ? count : nil) else { break }
      let hasReturn = end > start && self[end - 1] == 0x0D
      body(UnsafeBufferPointer(rebasing: self[start..<(hasReturn ? end - 1 : end)]))
      start = Swift.min(end + 1, count)
    }
    return start
  }
}
