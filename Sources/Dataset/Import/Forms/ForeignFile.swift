/// A kind of file that is no text, told by its first bytes, and the command that makes one of it.
package struct ForeignFile: Sendable, Equatable {
  package let title: String
  /// A command in which FILE stands for the file's name.
  package let command: String

  private static let pandas =
    #"df.to_json(sys.stdout, orient="records", lines=True, force_ascii=False)"#

  private static func python(_ reader: String) -> String {
    "python3 -c 'import sys, pandas; df = pandas.\(reader)(sys.argv[1]); \(pandas)' FILE | winnow prepare -"
  }

  private static let all: [(magic: [UInt8], file: ForeignFile)] = [
    (Array("PAR1".utf8), .init(title: "a Parquet file", command: python("read_parquet"))),
    (Array("ARROW1".utf8), .init(title: "an Arrow file", command: python("read_feather"))),
    (
      [0x50, 0x4B, 0x03, 0x04],
      .init(title: "a spreadsheet (xlsx) or another zip archive", command: python("read_excel"))
    ),
    (
      [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1],
      .init(title: "a spreadsheet of older Office (xls)", command: python("read_excel"))
    ),
    (
      Array("Obj\u{1}".utf8),
      .init(title: "an Avro file", command: "avrocat FILE | winnow prepare -")
    ),
    (
      Array("SQLite format 3\0".utf8),
      .init(
        title: "a SQLite database",
        command: "sqlite3 -csv -header FILE 'SELECT * FROM …' | winnow prepare -")
    ),
    (Array("%PDF-".utf8), .init(title: "a PDF", command: "pdftotext FILE - | winnow prepare -")),
  ]

  package static func of(_ bytes: [UInt8]) -> ForeignFile? {
    all.first { bytes.starts(with: $0.magic) }?.file
  }
}
