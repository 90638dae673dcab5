import Dataset
import Domain
import Foundation
import TestSupport
import Testing

@Suite("Sealed array")
struct SealedArrayTests {
  private let folder: TemporaryFolder
  private let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.path("array")
    try SealedArray.write([UInt32(5), 6, 7], kind: .stacks, to: path)
  }

  @Test("Single numbers are those that were written")
  func numbers() throws {
    let array = try SealedArray<UInt32>(path, kind: .stacks)
    #expect(try (array[0], array[2]) == (5, 7))
    #expect(SealedArray<UInt32>.isWhole(path, kind: .stacks, count: 3))
    #expect(!SealedArray<UInt32>.isWhole(path, kind: .stacks, count: 2))
  }

  @Test("An index beyond the array is refused", arguments: [-1, 3, Int.max / 8])
  func bounds(index: Int) throws {
    let error = #expect(throws: SealedFileError.self) {
      try SealedArray<UInt32>(path, kind: .stacks)[index]
    }
    #expect(error?.reason == .damaged)
  }

  @Test("An index of the next array of the file is refused")
  func nextArray() throws {
    let labels = AutoLabels(labels: [0, -1], since: [1, 1], confidence: [0.5, 0])
    try labels.write(to: path)
    #expect(try AutoLabels.label(of: 0, path: path) == 0)
    #expect(try AutoLabels.label(of: 1, path: path) == nil)
    #expect(throws: SealedFileError.self) { try AutoLabels.label(of: 2, path: path) }
  }

  @Test("A file of another kind, one cut short and none at all are refused")
  func otherFiles() throws {
    let error = #expect(throws: SealedFileError.self) {
      _ = try SealedArray<UInt64>(path, kind: .lineIndex)
    }
    #expect(error?.reason == .foreign(.lineIndex))
    let bytes = try Data(contentsOf: URL(filePath: path))
    for length in 0..<bytes.count {
      try bytes.prefix(length).write(to: URL(filePath: path))
      #expect(throws: SealedFileError.self) { _ = try SealedArray<UInt32>(path, kind: .stacks) }
    }
    let missing = #expect(throws: SealedFileError.self) {
      _ = try SealedArray<UInt32>(folder.path("none"), kind: .stacks)
    }
    #expect(missing?.reason == .missing)
  }

  @Test("Auto-labels whose lists differ in length are refused")
  func lists() throws {
    try AutoLabels(labels: [0, 1], since: [1], confidence: [1, 1]).write(to: path)
    #expect(throws: ByteFault.self) { try AutoLabels(path: path) }
  }
}
