/// The facts about a table that the user chose; nil is found from the content.
package struct TableChoice: Sendable, Equatable {
  package var separator: UInt8?
  package var quotes: Bool?
  package var hasHeader: Bool?

  package init(separator: UInt8? = nil, quotes: Bool? = nil, hasHeader: Bool? = nil) {
    self.separator = separator
    self.quotes = quotes
    self.hasHeader = hasHeader
  }
}
