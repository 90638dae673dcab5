import Glibc

/// A socket that waits for connections.
struct ListeningSocket {
  let descriptor: Int32
  let port: String

  /// Binds to a name or an address; port 0 takes one that is free.
  init(host: String, port: Int) throws(HTTPError) {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
    var found: UnsafeMutablePointer<addrinfo>?
    let code = getaddrinfo(host, "\(port)", &hints, &found)
    guard code == 0, let place = found?.pointee else {
      let reason = code == 0 ? "no address" : String(cString: gai_strerror(code))
      throw .cannotListen(host: host, port: port, reason: reason)
    }
    defer { freeaddrinfo(found) }
    let descriptor = socket(
      place.ai_family, place.ai_socktype | Int32(SOCK_CLOEXEC.rawValue), place.ai_protocol)
    var isOn: Int32 = 1
    setsockopt(
      descriptor, SOL_SOCKET, SO_REUSEADDR, &isOn, socklen_t(MemoryLayout<Int32>.size))
    guard descriptor >= 0, bind(descriptor, place.ai_addr, place.ai_addrlen) == 0,
      listen(descriptor, 128) == 0, let bound = Self.port(of: descriptor)
    else {
      let reason = String(cString: strerror(errno))
      if descriptor >= 0 { close(descriptor) }
      throw .cannotListen(host: host, port: port, reason: reason)
    }
    self.descriptor = descriptor
    self.port = bound
  }

  /// Binds to a path in the file system, which this user alone can connect to.
  ///
  /// A socket that a server has left behind is replaced; anything else at the path is kept.
  init(path: String) throws(HTTPError) {
    guard let address = UnixAddress(path) else {
      throw .cannotListenAt(path: path, reason: "a path has 1 to 107 bytes")
    }
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    if address.isLeftBehind { unlink(path) }
    // Before anybody can connect, the mode is right.
    let mask = umask(0o177)
    let isBound = descriptor >= 0 && address.use { bind(descriptor, $0, $1) } == 0
    let code = errno
    umask(mask)
    guard isBound, listen(descriptor, 128) == 0 else {
      let reason = code == EADDRINUSE ? "something is there" : String(cString: strerror(code))
      if descriptor >= 0 { close(descriptor) }
      throw .cannotListenAt(path: path, reason: reason)
    }
    self.descriptor = descriptor
    port = ""
  }

  private static func port(of descriptor: Int32) -> String? {
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    var port = [CChar](repeating: 0, count: 16)
    let isFound = withUnsafeMutablePointer(to: &storage) { storage in
      storage.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        getsockname(descriptor, address, &length) == 0
          && getnameinfo(
            address, length, nil, 0, &port, socklen_t(port.count), Int32(NI_NUMERICSERV)) == 0
      }
    }
    let digits = port.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return isFound ? String(decoding: digits, as: UTF8.self) : nil
  }
}
