import Glibc

extension BearerToken {
  /// Reads a token from a file of one line; throws if it holds none.
  package static func read(path: String) throws(HTTPError) -> BearerToken {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else {
      throw .badToken(place: path, reason: String(cString: strerror(errno)))
    }
    defer { close(file) }
    return try read(file, path)
  }

  /// Returns the token of a file, or of a new one, private to its owner, with a random token in it.
  ///
  /// Throws if others may read the file that is there: what they know keeps nobody out.
  package static func keep(path: String) throws(HTTPError) -> BearerToken {
    let made = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard made >= 0 else {
      guard errno == EEXIST else {
        throw .badToken(place: path, reason: String(cString: strerror(errno)))
      }
      return try readPrivate(path)
    }
    defer { close(made) }
    let token = BearerToken.random()
    let bytes = Array("\(token.text)\n".utf8)
    guard write(made, bytes, bytes.count) == bytes.count else {
      throw .badToken(place: path, reason: String(cString: strerror(errno)))
    }
    return token
  }

  private static func readPrivate(_ path: String) throws(HTTPError) -> BearerToken {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    var status = stat()
    guard file >= 0, fstat(file, &status) == 0 else {
      throw .badToken(place: path, reason: String(cString: strerror(errno)))
    }
    defer { close(file) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw .badToken(place: path, reason: "it is no file; name one of your own, or one to be made")
    }
    guard status.st_mode & 0o077 == 0 else {
      throw .badToken(place: path, reason: "others can read it; chmod 600 makes it yours alone")
    }
    return try read(file, path)
  }

  private static func read(_ file: Int32, _ path: String) throws(HTTPError) -> BearerToken {
    var bytes = [UInt8](repeating: 0, count: 8192)
    let count = Glibc.read(file, &bytes, bytes.count)
    let text = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    if let token = BearerToken(text) { return token }
    throw .badToken(
      place: path, reason: "it holds no token: one line of 16 or more letters, digits and -._~+/=")
  }
}
