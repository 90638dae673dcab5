package import Domain

extension NeighborGraph {
  /// The body of the file `graph`.
  package var bytes: [UInt8] {
    var writer = ByteWriter()
    writer.write(UInt32(Self.neighborLimit))
    writer.write(nearest)
    writer.write(cosines)
    return writer.bytes
  }

  /// Reads the body of the file `graph`; throws `ByteFault` if it is damaged.
  package init(bytes: [UInt8]) throws(ByteFault) {
    var reader = ByteReader(bytes[...], of: "neighbor graph")
    let limit = try reader.number(UInt32.self)
    try reader.require(limit == UInt32(Self.neighborLimit), "it has \(limit) neighbors a row")
    let nearest = try reader.numbers(UInt32.self)
    let cosines = try reader.finiteNumbers()
    try reader.requireEnd()
    try reader.require(
      nearest.count == cosines.count && nearest.count % Self.neighborLimit == 0,
      "its lists differ in length")
    let count = nearest.count / Self.neighborLimit
    try reader.require(
      nearest.allSatisfy { $0 == Self.unused || $0 < count }, "it names a row that is not there")
    try reader.require(
      cosines.allSatisfy { 0...1.001 ~= $0 }, "a cosine is not between 0 and 1")
    self.init(nearest: nearest, cosines: cosines)
  }
}
