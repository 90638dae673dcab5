import Domain
import Testing

@Suite struct ByteReaderTests {
  private func reader(_ write: (inout ByteWriter) -> Void) -> ByteReader {
    var writer = ByteWriter()
    write(&writer)
    return ByteReader(writer.bytes[...], of: "test")
  }

  @Test("Encoded numbers and texts are decoded")
  func roundTrip() throws {
    var reader = reader {
      $0.write(UInt16(7))
      $0.write([Int16(-1), 300])
      $0.write([0.5, Double.infinity])
      $0.write("für 健康")
      $0.write([Float(1.5)])
    }
    #expect(try reader.number(UInt16.self) == 7)
    #expect(try reader.numbers(Int16.self) == [-1, 300])
    #expect(try reader.numbers(Double.self) == [0.5, .infinity])
    #expect(try reader.text() == "für 健康")
    #expect(try reader.finiteNumbers() == [1.5])
    try reader.requireEnd()
  }

  @Test("Numbers are little-endian, arrays begin with their count")
  func layout() {
    var writer = ByteWriter()
    writer.write([UInt16(0x0102)])
    #expect(writer.bytes == [1, 0, 0, 0, 0, 0, 0, 0, 2, 1])
  }

  @Test("Counts beyond the bytes or the bound are refused")
  func counts() {
    for count in [2, UInt64.max, UInt64(Int.max)] {
      var reader = reader {
        $0.write(count)
        $0.write(UInt64(1))
      }
      #expect(throws: ByteFault.self) { try reader.numbers(UInt64.self) }
    }
    var reader = reader { $0.write(UInt64(100)) }
    #expect(throws: ByteFault.self) { try reader.count(below: 100) }
  }

  @Test("Truncated, longer or non-finite bytes are refused")
  func ends() {
    var short = reader { $0.write(UInt8(1)) }
    #expect(throws: ByteFault.self) { try short.number(UInt32.self) }
    #expect(throws: ByteFault.self) { try short.requireEnd() }
    var infinite = reader { $0.write([Float.nan]) }
    #expect(throws: ByteFault.self) { try infinite.finiteNumbers() }
  }
}
