import Dataset
import Domain
package import Foundation
import Learning
package import Store

/// The growth of a project's input while people work on it.
///
/// Lines wait in files of the rounds' folder, which only the lead can write; the process that holds the
/// loop's lock takes them in. The bytes come first, then all that is made of them, then the seal,
/// which lets readers see them, and the database last: whatever is cut off is finished, or done again,
/// by the next process.
package struct InputGrowth {
  private let project: Project
  private let store: ProjectStore

  package init(_ project: Project, store: ProjectStore) {
    (self.project, self.store) = (project, store)
  }

  private var folder: ProjectFolder { project.folder }

  /// Whether lines wait to be added.
  package var isDue: Bool { !folder.additions.isEmpty }

  /// Lets lines wait to be added.
  ///
  /// Only one process may do it at a time.
  package func enqueue(_ lines: [UInt8]) throws {
    let number = (folder.additions.last ?? 0) + 1
    var file = try AtomicFile(path: folder.addition(number), permissions: 0o600)
    try file.append(lines)
    try file.commit()
  }

  /// Adds all lines that wait.
  ///
  /// Only the process that holds the loop's lock may do it.
  package func perform(now: Date) throws {
    try finishCutOff(now: now)
    for number in folder.additions {
      try add(MappedFile(path: folder.addition(number)), now: now)
      try? FileManager.default.removeItem(atPath: folder.addition(number))
    }
  }

  /// Takes items into the database whose lines are in the input already.
  private func finishCutOff(now: Date) throws {
    let (manifest, total) = (try project.manifest(), try store.counts(now: now).total)
    guard manifest.count > total else { return }
    try takeIn(manifest, from: total, now: now)
  }

  private func add(_ lines: MappedFile, now: Date) throws {
    let before = try project.manifest()
    // A process that was killed before it removed the file has added them.
    guard !before.endsWith(lines) else { return }
    let length = try append(lines, to: before)
    let manifest = try Manifest.readInput(
      path: folder.input, length: length, attribute: project.job.labelAttributeName,
      labels: project.labels)
    try ProjectItems.writeIndex(of: manifest, in: folder)
    try project.growGraph(to: manifest)
    try InputSeal(of: manifest).write(in: folder)
    try takeIn(manifest, from: before.count, now: now)
  }

  /// Appends lines to the input, behind what is sealed, and flushes them; returns its new length.
  private func append(_ lines: MappedFile, to manifest: Manifest) throws -> Int {
    if try InputSeal(in: folder) == nil { try InputSeal(of: manifest).write(in: folder) }
    var input = try GrowingFile(path: folder.input, keeping: manifest.withBytes { $0.count })
    if manifest.withBytes({ $0.last }) != UInt8(ascii: "\n") {
      try Array("\n".utf8).withUnsafeBufferPointer { try input.append($0) }
    }
    try lines.withBytes { try input.append($0) }
    return try input.finish()
  }

  private func takeIn(_ manifest: Manifest, from first: Int, now: Date) throws {
    let items = first..<manifest.count
    let labels = items.compactMap { item in
      manifest.lines[item].initialLabel.flatMap(project.labels.current).map { (item, $0) }
    }
    var addition = ItemAddition(
      items: items, initialLabels: Dictionary(labels) { one, _ in one })
    addition.asked = asked(addition)
    try store.add(addition, now: now)
  }

  /// Draws the random ones without a label that tell how good the model is on what is new.
  private func asked(_ addition: ItemAddition) -> [Item.ID] {
    var generator = SeededGenerator(
      seed: project.settings.seed(round: addition.items.lowerBound) ^ 0xADD)
    let open = addition.items.filter { addition.initialLabels[$0] == nil }
    let count = min(open.count, LoopPlan.autoLeastRandom(open.count))
    return generator.permutation(of: open.count).prefix(count).map { open[$0] }
  }
}

extension Manifest {
  /// Whether the last lines are these, byte for byte.
  fileprivate func endsWith(_ lines: MappedFile) -> Bool {
    withBytes { all in
      lines.withBytes { $0.count <= all.count && all.suffix($0.count).elementsEqual($0) }
    }
  }
}

extension Project {
  /// Extends the graph by the items that are new, and writes it with the stacks.
  func growGraph(to manifest: Manifest) throws {
    let features = Self.features(manifest)
    guard let bytes = try? SealedFile.read(folder.graph, kind: .graph),
      let graph = try? NeighborGraph(bytes: bytes), graph.count <= features.count
    else { return try Self.keep(NeighborGraph(features), in: folder) }
    try Self.keep(graph.appending(features), in: folder)
  }
}
