/// A number that files hold: little-endian, of the same size as in memory.
package protocol StoredNumber: BitwiseCopyable, Sendable {}

extension UInt8: StoredNumber {}
extension UInt16: StoredNumber {}
extension UInt32: StoredNumber {}
extension UInt64: StoredNumber {}
extension Int16: StoredNumber {}
extension Int64: StoredNumber {}
extension Float: StoredNumber {}
extension Double: StoredNumber {}

// Numbers are copied from memory without byte swapping.
#if !_endian(little)
  #error("The files of winnow are little-endian; a big-endian machine must swap their bytes.")
#endif
