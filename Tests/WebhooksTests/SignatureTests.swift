import Foundation
import Model
import Testing
import Webhooks

/// The vectors equal the output of the `standardwebhooks` package 1.1.0 of PyPI.
@Suite("Standard Webhooks signatures")
struct SignatureTests {
  static let keyA = Secret("whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")
  static let keyB = Secret("whsec_//79/Pv6+fj39vX08/Lx8O/u7ezr6uno")
  static let privateKey = Secret(
    "whsk_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8DoQe/884Qvh1w3RjnS8CZZ+TWMJulDV8d3IZkElUxuA=="
  )
  static let publicKey = "whpk_A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg="
  static let body = Array(
    #"{"type":"tocsin.alert.fired","timestamp":"2023-11-14T22:13:20Z","data":{"rule":"border-clash","score":0.87}}"#
      .utf8
  )
  static let cyrillicBody = Array(
    #"{"type":"tocsin.alert.fired","timestamp":"2023-11-14T22:14:20Z","data":{"title":"Эскалация на границе — 警報"}}"#
      .utf8
  )

  @Test(
    "are those of the reference",
    arguments: [
      (keyA, "msg_tocsin_0001", 1_700_000_000, body, "v1,boHB5NKqnoji77IS7bxxW3rW6wxNGjBck1MovQSJEns="),
      (
        keyA, "msg_tocsin_0002", 1_700_000_060, cyrillicBody,
        "v1,xBkosJmNjeTkeE46UxyiQjSXMTi4C/a8yuKqe3cVtmQ="
      ),
      (keyB, "msg_tocsin_0003", 1_700_000_120, [], "v1,7zfRCslG9HOsu/zaFf4XPPqmvT3nZvS8NABEaq7WECk="),
      (keyB, "msg_tocsin_0001", 1_700_000_000, body, "v1,0BZgLzmwW5qnKG1RYk14EP3gujyuxYhNGwrP9SXyyFM="),
    ] as [(Secret, String, Int, [UInt8], String)]
  )
  func symmetric(key: Secret, id: String, timestamp: Int, body: [UInt8], signature: String) throws {
    #expect(try SigningKey(key).signature(id: id, timestamp: timestamp, body: body) == signature)
  }

  @Test("by Ed25519 verify, ours and the reference's, whether or not they are made by chance")
  func asymmetric() throws {
    let key = try SigningKey(Self.privateKey)
    #expect(key.publicKey == Self.publicKey)
    let reference =
      "v1a,obd6nOoeWzDUPBzzw9Yho7abB1Z7YX+NZk7+O4ELR3QgmXJzthgEmGcethYVijmbWgJRf/Mtn+tRTdNlDTERCA=="
    let ours = key.signature(id: "msg_tocsin_0001", timestamp: 1_700_000_000, body: Self.body)
    for signature in [reference, ours] {
      let headers = SignatureHeaders(id: "msg_tocsin_0001", timestamp: "1700000000", signature: signature)
      let keys = [try VerifyingKey(Secret(Self.publicKey))]
      let now = Date(timeIntervalSince1970: 1_700_000_000)
      #expect(SignatureCheck.verdict(headers, body: Self.body, keys: keys, at: now) == .valid)
    }
  }

  @Test("are made with generated keys, which read back")
  func generated() throws {
    for _ in 0..<20 {
      let key = SigningKey.generate()
      #expect(key.revealed.hasPrefix("whsec_"))
      let signature = try SigningKey(key).signature(id: "msg_1", timestamp: 1_700_000_000, body: Self.body)
      let headers = SignatureHeaders(id: "msg_1", timestamp: "1700000000", signature: signature)
      let now = Date(timeIntervalSince1970: 1_700_000_000)
      #expect(
        SignatureCheck.verdict(headers, body: Self.body, keys: [try VerifyingKey(key)], at: now) == .valid
      )
    }
    let pair = try SigningKey(SigningKey.generateAsymmetric())
    #expect(pair.publicKey?.hasPrefix("whpk_") == true)
  }

  @Test(
    "are refused where they do not fit",
    arguments: [
      ("msg_tocsin_0001", "1699999699", 0, .tooOld(seconds: 301)),
      ("msg_tocsin_0001", "1700000301", 0, .tooNew(seconds: 301)),
      ("msg_tocsin_0001", "1699999700", 0, .noMatch), ("msg_tocsin_0001", "1700000300", 0, .noMatch),
      ("msg_tocsin_0002", "1700000000", 0, .noMatch), ("msg_tocsin_0001", "1700000000", 1, .noMatch),
      ("msg_tocsin_0001", "1700000000", 0, .valid), ("msg_tocsin_0001", "soon", 0, .badTimestamp),
      ("msg_tocsin_0001", "", 0, .badTimestamp),
      ("msg_tocsin_0001", "99999999999999999999", 0, .badTimestamp),
    ] as [(String, String, Int, SignatureVerdict)]
  )
  func misfits(id: String, timestamp: String, changedBytes: Int, verdict: SignatureVerdict) throws {
    let headers = SignatureHeaders(
      id: id,
      timestamp: timestamp,
      signature: "v9,AAAA nonsense v1a,AAAA v1,boHB5NKqnoji77IS7bxxW3rW6wxNGjBck1MovQSJEns="
    )
    var body = Self.body
    for place in 0..<changedBytes { body[place] ^= 1 }
    let keys = [try VerifyingKey(Self.keyB), try VerifyingKey(Self.keyA)]
    let now = Date(timeIntervalSince1970: 1_700_000_000)
    #expect(SignatureCheck.verdict(headers, body: body, keys: keys, at: now) == verdict)
  }
}

@Suite("Keys")
struct SigningKeyTests {
  @Test(
    "that are none are refused with the reason",
    arguments: [
      ("whsec_not base64!", .notBase64), ("", .notBase64), ("whsec_", .notBase64),
      ("whsec_AAAA", .wrongLength(bytes: 3, wanted: "24 to 64")),
      ("whsec_" + Data(count: 65).base64EncodedString(), .wrongLength(bytes: 65, wanted: "24 to 64")),
      ("whsk_AAAA", .wrongLength(bytes: 3, wanted: "32 or 64")),
      ("whsk_" + Data(count: 64).base64EncodedString(), .halvesDisagree),
      (SignatureTests.publicKey, .publicKeyCannotSign),
    ] as [(String, SigningKeyError)]
  )
  func refused(text: String, error: SigningKeyError) {
    #expect(throws: error) { try SigningKey(Secret(text)) }
  }

  @Test("are read without prefix, without padding, and with a line end")
  func accepted() throws {
    let whole = try SigningKey(SignatureTests.keyA).signature(id: "a", timestamp: 1, body: [])
    for text in [
      "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8",
      " whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n",
    ] {
      #expect(try SigningKey(Secret(text)).signature(id: "a", timestamp: 1, body: []) == whole)
    }
    let seedOnly = Secret("whsk_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")
    #expect(try SigningKey(seedOnly).publicKey == SignatureTests.publicKey)
  }

  @Test("for checking are public or shared, never private")
  func verifying() {
    #expect(throws: SigningKeyError.privateKeyCannotVerify) { try VerifyingKey(SignatureTests.privateKey) }
    #expect(throws: SigningKeyError.wrongLength(bytes: 3, wanted: "32")) {
      try VerifyingKey(Secret("whpk_AAAA"))
    }
  }
}
