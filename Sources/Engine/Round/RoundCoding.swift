package import Domain
import Foundation
package import Learning

/// Encodes and decodes the bodies of a round's files (see FILES.md).
package enum RoundCoding {
  package static func bytes(_ snapshot: LabelSnapshot) -> [UInt8] {
    var writer = ByteWriter()
    writer.write(snapshot.watermark)
    writer.write(snapshot.labels.map { UInt32($0.item) })
    writer.write(snapshot.labels.map { UInt16($0.label) })
    writer.write(snapshot.excluded.map { UInt32($0) })
    writer.write(snapshot.held.map { UInt32($0) })
    writer.write(snapshot.copied.map { UInt32($0.item) })
    writer.write(snapshot.copied.map { UInt32($0.head) })
    writer.write(snapshot.repeats.map { UInt32($0.item) })
    writer.write(snapshot.repeats.map { UInt16($0.label) })
    writer.write(snapshot.repeats.map { $0.isBySameWorker ? UInt8(1) : 0 })
    writer.write(snapshot.adjudicated.map { UInt32($0.item) })
    writer.write(snapshot.adjudicated.map { $0.isReopened ? UInt8(1) : 0 })
    writer.write(snapshot.adjudicated.map { UInt16($0.opinions.count) })
    writer.write(snapshot.adjudicated.flatMap { $0.opinions.map { UInt16($0) } })
    return writer.bytes
  }

  package static func snapshot(_ bytes: [UInt8]) throws(ByteFault) -> LabelSnapshot {
    var reader = ByteReader(bytes[...], of: "round's labels")
    let watermark: Int64 = try reader.number()
    let items: [UInt32] = try reader.numbers()
    let labels: [UInt16] = try reader.numbers()
    let excluded: [UInt32] = try reader.numbers()
    let held: [UInt32] = try reader.numbers()
    // Absent in files of versions without stacks.
    let copies: [UInt32] = (try? reader.numbers()) ?? []
    let heads: [UInt32] = (try? reader.numbers()) ?? []
    // Absent in files of versions without repeats.
    let repeated: [UInt32] = (try? reader.numbers()) ?? []
    let again: [UInt16] = (try? reader.numbers()) ?? []
    let isSame: [UInt8] = (try? reader.numbers()) ?? []
    let adjudicated = adjudicated(&reader)
    return LabelSnapshot(
      labels: zip(items, labels).map { HumanLabel(item: Int($0), label: Int($1)) },
      excluded: excluded.map(Int.init), held: held.map(Int.init),
      copied: zip(copies, heads).map { CopiedLabel(item: Int($0), head: Int($1)) },
      repeats: zip(zip(repeated, again), isSame).map {
        RepeatedAnnotation(item: Int($0.0), label: Int($0.1), isBySameWorker: $1 == 1)
      }, adjudicated: adjudicated, watermark: watermark)
  }

  /// Absent in files of versions without decisions of the lead.
  private static func adjudicated(_ reader: inout ByteReader) -> [AdjudicatedItem] {
    let items: [UInt32] = (try? reader.numbers()) ?? []
    let reopened: [UInt8] = (try? reader.numbers()) ?? []
    let counts: [UInt16] = (try? reader.numbers()) ?? []
    var opinions = ((try? reader.numbers() as [UInt16]) ?? [])[...]
    return zip(zip(items, reopened), counts).map { item, count in
      defer { opinions = opinions.dropFirst(Int(count)) }
      return AdjudicatedItem(
        item: Int(item.0), opinions: opinions.prefix(Int(count)).map(Int.init),
        isReopened: item.1 == 1)
    }
  }

  package static func bytes(_ rows: ProbabilityRows) -> [UInt8] {
    var writer = ByteWriter()
    writer.write(UInt64(rows.classCount))
    writer.write(rows.values)
    return writer.bytes
  }

  package static func probabilities(_ bytes: [UInt8]) throws(ByteFault) -> ProbabilityRows {
    var reader = ByteReader(bytes[...], of: "round's predictions")
    let classCount = try reader.count(below: 100_000)
    let values: [Float] = try reader.numbers()
    try reader.require(
      classCount > 0 && values.count % classCount == 0, "its rows differ in length")
    return ProbabilityRows(values: values, classCount: classCount)
  }

  package static func bytes(_ pairs: [CalibrationPair]) -> [UInt8] {
    var writer = ByteWriter()
    writer.write(pairs.map { UInt32($0.row) })
    writer.write(pairs.map { UInt16($0.predicted) })
    writer.write(pairs.map(\.confidence.logMargin))
    writer.write(pairs.map(\.confidence.logOdds))
    writer.write(pairs.map { UInt32($0.labelCount) })
    writer.write(pairs.map { $0.isRight ? UInt8(1) : 0 })
    return writer.bytes
  }

  package static func pairs(_ bytes: [UInt8]) throws(ByteFault) -> [CalibrationPair] {
    var reader = ByteReader(bytes[...], of: "round's calibration")
    let rows: [UInt32] = try reader.numbers()
    let predicted: [UInt16] = try reader.numbers()
    let logMargins: [Double] = try reader.numbers()
    let logOdds: [Double] = try reader.numbers()
    let counts: [UInt32] = try reader.numbers()
    let right: [UInt8] = try reader.numbers()
    let lengths = Set([predicted.count, logMargins.count, logOdds.count, counts.count, right.count])
    try reader.require(lengths == [rows.count], "its lists differ in length")
    return rows.indices.map {
      CalibrationPair(
        row: Int(rows[$0]), predicted: Int(predicted[$0]),
        confidence: ConfidenceFeatures(logMargin: logMargins[$0], logOdds: logOdds[$0]),
        labelCount: Int(counts[$0]),
        isRight: right[$0] == 1)
    }
  }

  package static func bytes(_ evidence: PromiseEvidence) throws -> [UInt8] {
    Array(try JSONEncoder().encode(evidence))
  }

  package static func evidence(_ bytes: [UInt8]) throws -> PromiseEvidence {
    try JSONDecoder().decode(PromiseEvidence.self, from: Data(bytes))
  }

  package static func bytes(_ publication: RoundPublication) throws -> [UInt8] {
    Array(try JSONEncoder().encode(publication))
  }

  package static func publication(_ bytes: [UInt8]) throws -> RoundPublication {
    try JSONDecoder().decode(RoundPublication.self, from: Data(bytes))
  }
}
