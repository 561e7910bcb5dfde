/// Ids of messages: the receiver's key for recognising a repeat.
package enum MessageID {
  private static let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
  /// 22 signs of 62 are 131 bits: two ids never meet.
  private static let length = 22

  /// A new id, `msg_` and letters and digits: a full stop would make the signed content ambiguous.
  package static func make(using random: inout some RandomNumberGenerator) -> String {
    let signs = (0..<length).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &random)] }
    return "msg_" + String(signs)
  }

  /// A new id from the system's random source.
  package static func make() -> String {
    var random = SystemRandomNumberGenerator()
    return make(using: &random)
  }
}
