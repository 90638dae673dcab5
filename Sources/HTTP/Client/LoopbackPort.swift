import Foundation

/// Ports of the loopback interface.
package enum LoopbackPort {
  /// Returns a port that is free now.
  package static func free() throws(HTTPError) -> UInt16 {
    guard let port = bound(to: 0) else {
      throw .connection("no free port: \(String(cString: strerror(errno)))")
    }
    return port
  }

  package static func isFree(_ port: UInt16) -> Bool { bound(to: port) != nil }

  /// Returns the socket address of a port.
  static func address(_ port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return address
  }

  private static func bound(to port: UInt16) -> UInt16? {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var address = address(port)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
      }
    }
    return isBound ? UInt16(bigEndian: address.sin_port) : nil
  }
}
