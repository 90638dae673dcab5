import Dataset
import Domain
import Foundation
import TestSupport
import Testing

@Suite struct SealedArrayTests {
  private let folder: TemporaryFolder
  private let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.path("array")
    try SealedArray.write([UInt32(5), 6, 7], kind: .stacks, to: path)
  }

  @Test("Numbers of a sealed array are read one by one")
  func numbers() throws {
    let array = try SealedArray<UInt32>(path, kind: .stacks)
    #expect(try (array[0], array[2]) == (5, 7))
    #expect(SealedArray<UInt32>.isWhole(path, kind: .stacks, count: 3))
    #expect(!SealedArray<UInt32>.isWhole(path, kind: .stacks, count: 2))
  }

  @Test("An index out of a sealed array's bounds is refused", arguments: [-1, 3, Int.max / 8])
  func bounds(index: Int) throws {
    let error = #expect(throws: FileFaults.self) {
      try SealedArray<UInt32>(path, kind: .stacks)[index]
    }
    #expect(error?.faults.reasons() == [SealedFileFault.damaged])
  }

  @Test("An index behind the array reads nothing of the file's next one")
  func nextArray() throws {
    let labels = AutoLabels(labels: [0, -1], since: [1, 1], confidence: [0.5, 0])
    try labels.write(to: path)
    #expect(try AutoLabels.label(of: 0, path: path) == 0)
    #expect(try AutoLabels.label(of: 1, path: path) == nil)
    #expect(try AutoLabels.label(of: 2, path: path) == nil)
  }

  @Test("A sealed array of another kind, a truncated and a missing one are refused")
  func otherFiles() throws {
    let error = #expect(throws: FileFaults.self) {
      _ = try SealedArray<UInt64>(path, kind: .lineIndex)
    }
    #expect(error?.faults.reasons() == [SealedFileFault.foreign(.lineIndex)])
    let bytes = try Data(contentsOf: URL(filePath: path))
    for length in 0..<bytes.count {
      try bytes.prefix(length).write(to: URL(filePath: path))
      #expect(throws: FileFaults.self) { _ = try SealedArray<UInt32>(path, kind: .stacks) }
    }
    let missing = #expect(throws: FileFaults.self) {
      _ = try SealedArray<UInt32>(folder.path("none"), kind: .stacks)
    }
    #expect(missing?.faults.reasons() == [SealedFileFault.missing])
  }

  @Test("Auto-labels with arrays of different lengths are refused")
  func lists() throws {
    try AutoLabels(labels: [0, 1], since: [1], confidence: [1, 1]).write(to: path)
    #expect(throws: ByteFault.self) { try AutoLabels(path: path) }
  }
}
