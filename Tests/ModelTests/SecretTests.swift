import Model
import Testing

@Suite("Secrets")
struct SecretTests {
  @Test("are not printed, debugged or dumped")
  func hiddenEverywhere() {
    let secret = Secret("whsec_do-not-show")
    var dumped = ""
    dump(secret, to: &dumped)
    for text in [
      "\(secret)", String(reflecting: secret), dumped, "\([secret])", "\(Optional(secret) as Any)",
    ] {
      #expect(!text.contains("do-not-show"))
    }
    #expect(secret.revealed == "whsec_do-not-show")
  }

  @Test(
    "of addresses leave the origin and at most four characters",
    arguments: [
      ("https://hooks.slack.com/services/T000/B000/XXXXXXXXabcd", "https://hooks.slack.com/…abcd"),
      ("https://alerts.example.org:8443/in?sig=0123456789abcdef", "https://alerts.example.org:8443/…cdef"),
      ("https://user:word@example.org/a/long/enough/path", "https://example.org/…path"),
      ("http://127.0.0.1:8080/hook", "http://127.0.0.1:8080/…"),
      ("https://example.org/", "https://example.org"),
      ("not an address", "[secret]"),
    ]
  )
  func addresses(written: String, shown: String) {
    #expect("\(SecretURL(written))" == shown)
    #expect(String(reflecting: SecretURL(written)) == shown)
  }
}
