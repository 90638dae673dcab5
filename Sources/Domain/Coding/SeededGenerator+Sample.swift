extension SeededGenerator {
  /// Draws `count` of the numbers 0 ..< `total`, each with the same chance, in rising order.
  ///
  /// It is the beginning of a shuffle of all of them (Fisher and Yates): 4 bytes for each number
  /// while it draws.
  package mutating func sample(_ count: Int, of total: Int) -> [Int] {
    precondition(count <= total && total <= UInt32.max, "more is drawn than there is")
    if count == 0 { return [] }
    var order = [UInt32](0..<UInt32(total))
    shuffle(&order)
    return order.prefix(count).sorted().map(Int.init)
  }
}
