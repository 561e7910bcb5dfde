import Model
import Testing
import Webhooks

@Suite("What a receiver repeats")
struct RedactionTests {
  private static let address =
    "https://hooks.example.org/services/T0B0/secret-part-of-it?sig=a%2Fb&token=0123456789abcdef"

  private static func endpoint() -> Endpoint {
    var endpoint = Endpoint(name: "desk", url: SecretURL(address))
    endpoint.headers = [EndpointHeader(name: "Authorization", value: Secret("Bearer sesame-open-wide"))]
    return endpoint
  }

  @Test(
    "is masked, however it is written",
    arguments: [
      "no such hook: \(address)",
      "cannot POST /services/T0B0/secret-part-of-it?sig=a%2Fb&token=0123456789abcdef",
      #"{"path":"\/services\/T0B0\/secret-part-of-it?sig=a%2Fb&token=0123456789abcdef"}"#,
      "url=https%3A%2F%2Fhooks.example.org%2Fservices%2FT0B0%2Fsecret-part-of-it%3Fsig%3Da%252Fb",
      "url=%2Fservices%2FT0B0%2Fsecret%2Dpart%2Dof%2Dit%3Fsig%3Da%252Fb%26token%3D0123456789abcdef",
      "path %2fservices%2fT0B0%2fsecret-part-of-it",
      "unknown token 0123456789abcdef", "hook secret-part-of-it is gone", "bad token: sesame-open-wide",
    ]
  )
  func spellings(answer: String) {
    let shown = Redaction(Self.endpoint()).redacted(answer)
    #expect(shown.contains("[secret]"))
    for secret in ["secret-part-of-it", "0123456789abcdef", "sesame-open-wide"] {
      #expect(!shown.contains(secret))
    }
  }

  @Test("leaves other words as they are")
  func words() {
    let answer = "no service answers at hooks.example.org"
    #expect(Redaction(Self.endpoint()).redacted(answer) == answer)
  }

  @Test("an address with a part that may be a key is exported as its origin, and says that there is more")
  func exported() {
    #expect(SecretURL(Self.address).exported == "https://hooks.example.org/…")
    for plain in [
      "https://hooks.example.org/", "http://127.0.0.1:80/in", "https://hooks.example.org/alerts/in",
    ] {
      #expect(SecretURL(plain).exported == plain)
    }
  }
}
