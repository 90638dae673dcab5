import Dataset
import Domain
import Testing

@Suite struct FileFaultsTests {
  private func fault(_ line: Int, _ fault: ImportFault) -> FileFault {
    FileFault(file: "f", line: line, reason: fault)
  }

  @Test("A list of faults shows ten that differ only in place and values, and counts the others")
  func alike() {
    let labels = (1...25).map { fault($0, .unknownLabel("x\($0)", known: ["a"])) }
    let lines = FileFaults.lines([fault(99, .nul)] + labels + [fault(100, .nul)])
    #expect(lines.count == 13)
    #expect(lines[0] == "f:99: the text contains a NUL byte; remove it")
    #expect(lines[10].hasPrefix("f:10: the label “x10”"))
    #expect(lines[11] == "… and 15 more like this")
    #expect(lines[12].hasPrefix("f:100: "))
  }

  @Test("A list of faults shows ten of a kind for each file")
  func few() {
    let ten = (1...10).map { fault($0, .columns(found: $0, expected: 3)) }
    let other = FileFault(file: "g", line: 1, reason: ImportFault.columns(found: 1, expected: 3))
    #expect(FileFaults.lines(ten + [other]).count == 11)
    #expect("\(FileFaults(ten, isCut: true))".hasSuffix("only the first 10 were gathered."))
  }
}
