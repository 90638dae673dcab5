extension Preparation {
  /// Writes the manifest, and the answers if `answersPath` is set.
  ///
  /// Both files appear complete or not at all.
  @discardableResult
  package func write(
    manifest path: String, answers answersPath: String? = nil
  ) throws -> PreparationReport {
    var report = PreparationReport(survey: survey)
    var manifest = try AtomicFile(output: path, permissions: nil)
    var answers: AtomicFile?
    if let answersPath { answers = try AtomicFile(output: answersPath, permissions: nil) }
    let writer = RowWriter(options: options, labelMap: labelMap)
    var buffer: [UInt8] = []
    try forEachRow { row in
      buffer.removeAll(keepingCapacity: true)
      writer.append(row, to: &buffer)
      try manifest.append(buffer)
      report.written += 1
      if row.isLabeled { report.labeled += 1 }
      guard answersPath != nil, let gold = row.gold, let id = row.id else { return }
      buffer.removeAll(keepingCapacity: true)
      RowWriter.appendAnswer(id: id, label: gold, to: &buffer)
      try answers?.append(buffer)
      report.answers += 1
    }
    try answers?.commit()
    try manifest.commit()
    return report
  }
}
