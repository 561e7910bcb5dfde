internal import Crypto

/// SHA-1, which tells a record that was damaged by chance; nothing is protected by it.
enum SHA1 {
  static func hash(_ bytes: ArraySlice<UInt8>) -> [UInt8] { Array(Insecure.SHA1.hash(data: bytes)) }
}
