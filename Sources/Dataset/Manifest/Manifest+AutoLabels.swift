package import Domain

extension Manifest {
  /// The number of lines whose label an earlier job's model gave.
  package var autoLabelCount: Int { lines.count { $0.initialLabel?.isHuman == false } }

  /// Returns the manifest without the auto-labels that its lines came with; every other byte stays.
  package func withoutAutoLabels(_ labels: LabelSet) throws(FileFaults) -> Manifest {
    guard autoLabelCount > 0 else { return self }
    let copy = try UnlinkedFile(for: path)
    var file = try AtomicFile(into: copy)
    do {
      try OutputManifest(manifest: self, jobName: "").write(to: &file) {
        lines[$0].initialLabel?.isHuman == false ? .unlabeled : .unchanged
      }
      try file.commit()
    } catch let error as FileFaults {
      throw error
    } catch {
      throw FileFaults(file: path, SystemFault(action: "copy", message: "\(error)"))
    }
    return try Manifest.read(
      MappedFile(copy, path: path), attribute: attribute, labels: labels)
  }
}
