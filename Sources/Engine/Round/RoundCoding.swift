import Domain
import Foundation
import Learning

/// The bytes of what a round's steps hand on.
enum RoundCoding {
  static func bytes(_ snapshot: LabelSnapshot) -> [UInt8] {
    var writer = ByteWriter()
    writer.append(snapshot.watermark)
    writer.append(snapshot.labels.map { UInt32($0.item) })
    writer.append(snapshot.labels.map { UInt16($0.label) })
    writer.append(snapshot.excluded.map { UInt32($0) })
    writer.append(snapshot.held.map { UInt32($0) })
    writer.append(snapshot.alike.map { UInt32($0.item) })
    writer.append(snapshot.alike.map { UInt32($0.head) })
    return writer.bytes
  }

  static func snapshot(_ bytes: [UInt8]) throws -> LabelSnapshot {
    var reader = ByteReader(bytes)
    let watermark: Int64 = try reader.value()
    let items: [UInt32] = try reader.values()
    let labels: [UInt16] = try reader.values()
    let excluded: [UInt32] = try reader.values()
    let held: [UInt32] = try reader.values()
    // Rounds of versions without stacks have none.
    let alike: [UInt32] = (try? reader.values()) ?? []
    let heads: [UInt32] = (try? reader.values()) ?? []
    return LabelSnapshot(
      labels: zip(items, labels).map { HumanLabel(item: Int($0), label: Int($1)) },
      excluded: excluded.map(Int.init), held: held.map(Int.init),
      alike: zip(alike, heads).map { LabelSnapshot.Alike(item: Int($0), head: Int($1)) },
      watermark: watermark)
  }

  static func bytes(_ rows: ProbabilityRows) -> [UInt8] {
    var writer = ByteWriter()
    writer.append(UInt64(rows.classCount))
    writer.append(rows.values)
    return writer.bytes
  }

  static func probabilities(_ bytes: [UInt8]) throws -> ProbabilityRows {
    var reader = ByteReader(bytes)
    let classCount = Int(clamping: try reader.value(UInt64.self))
    let values: [Float] = try reader.values()
    guard classCount > 0, values.count % classCount == 0 else { throw ByteReader.EndOfBytes() }
    return ProbabilityRows(values: values, classCount: classCount)
  }

  static func bytes(_ pairs: [CalibrationPair]) -> [UInt8] {
    var writer = ByteWriter()
    writer.append(pairs.map { UInt32($0.row) })
    writer.append(pairs.map { UInt16($0.predicted) })
    writer.append(pairs.map(\.surety.lead))
    writer.append(pairs.map(\.surety.odds))
    writer.append(pairs.map { UInt32($0.labelCount) })
    writer.append(pairs.map { $0.isRight ? UInt8(1) : 0 })
    return writer.bytes
  }

  static func pairs(_ bytes: [UInt8]) throws -> [CalibrationPair] {
    var reader = ByteReader(bytes)
    let rows: [UInt32] = try reader.values()
    let predicted: [UInt16] = try reader.values()
    let leads: [Double] = try reader.values()
    let odds: [Double] = try reader.values()
    let counts: [UInt32] = try reader.values()
    let right: [UInt8] = try reader.values()
    guard
      Set([rows.count, predicted.count, leads.count, odds.count, counts.count, right.count])
        .count == 1
    else { throw ByteReader.EndOfBytes() }
    return rows.indices.map {
      CalibrationPair(
        row: Int(rows[$0]), predicted: Int(predicted[$0]),
        surety: Surety(lead: leads[$0], odds: odds[$0]), labelCount: Int(counts[$0]),
        isRight: right[$0] == 1)
    }
  }
}
