import Fetching
import Testing

@Suite("Addresses")
struct WebAddressTests {
  @Test(
    "are normalised",
    arguments: [
      ("HTTP://Example.ORG", "http://example.org/"),
      ("https://example.org:443/a/../b/./c?x=1#part", "https://example.org/b/c?x=1"),
      ("http://example.org:8080/", "http://example.org:8080/"),
      ("https://example.org/a path/é", "https://example.org/a%20path/%c3%a9"),
      ("http://0x7f.1/", "http://127.0.0.1/"),
      ("http://2130706433/", "http://127.0.0.1/"),
      ("http://017700000001/", "http://127.0.0.1/"),
      ("http://①②⑦.0.0.1/", "http://127.0.0.1/"),
      ("http://127。0。0。1/", "http://127.0.0.1/"),
      ("https://bücher.example/", "https://xn--bcher-kva.example/"),
      ("https://новости.рф/статья", "https://xn--b1amnebsh.xn--p1ai/%d1%81%d1%82%d0%b0%d1%82%d1%8c%d1%8f"),
      ("http://[::FFFF:127.0.0.1]/", "http://[::ffff:127.0.0.1]/"),
    ]
  )
  func normalised(written: String, normal: String) throws {
    let address = try WebAddress(written)
    #expect(address.text.lowercased() == normal)
    #expect(try WebAddress(address.text) == address)
  }

  @Test(
    "are read relative to another",
    arguments: [
      ("/c", "https://example.org/c"), ("c?d", "https://example.org/a/c?d"),
      ("//other.org/", "https://other.org/"),
      ("../x", "https://example.org/x"), ("http://third.org/y", "http://third.org/y"),
    ]
  )
  func relative(location: String, whole: String) throws {
    let base = try WebAddress("https://example.org/a/b")
    #expect(try WebAddress(location, relativeTo: base).text == whole)
  }

  @Test("of other schemes are refused", arguments: ["ftp", "file", "gopher", "javascript", "data"])
  func schemes(scheme: String) {
    #expect(throws: FetchError.schemeRefused(scheme)) { try WebAddress("\(scheme)://example.org/") }
  }

  @Test("with a user's name or password are refused")
  func credentials() {
    for text in ["https://user@example.org/", "https://user:word@example.org/", "https://:word@example.org/"]
    {
      #expect(throws: FetchError.credentialsInURL(host: "example.org")) { try WebAddress(text) }
    }
  }

  @Test("of ports where other protocols listen are refused", arguments: [25, 22, 6379, 5432])
  func ports(port: Int) {
    #expect(throws: FetchError.portRefused(host: "example.org", port: port)) {
      try WebAddress("http://example.org:\(port)/")
    }
  }

  @Test(
    "that are none are refused",
    arguments: [
      "", "example", "https://", "http://exa mple.org/", "http://example.org:99999/",
      "http://example.org/\r\nX: y", "http://example.org/\u{0}",
      "https://" + String(repeating: "a", count: 9000),
    ]
  )
  func malformed(text: String) {
    #expect { try WebAddress(text) } throws: { error in
      guard case .malformedURL = error as? FetchError else { return false }
      return true
    }
  }
}
