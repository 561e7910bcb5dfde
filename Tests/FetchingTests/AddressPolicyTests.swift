import Fetching
import Testing

@Suite("The address guard")
struct AddressPolicyTests {
  @Test(
    "refuses what is not public",
    arguments: [
      ("0.0.0.0", "this network"), ("10.1.2.3", "private"), ("100.64.0.1", "carrier's own"),
      ("100.127.255.255", "carrier's own"), ("127.0.0.1", "loopback"), ("127.255.255.254", "loopback"),
      ("169.254.169.254", "link-local"), ("168.63.129.16", "cloud's own"), ("172.16.0.1", "private"),
      ("172.31.255.255", "private"),
      ("192.168.0.1", "private"), ("198.19.0.1", "benchmarking"), ("224.0.0.1", "multicast"),
      ("255.255.255.255", "reserved"), ("::", "unspecified"), ("::1", "loopback"), ("::7f00:1", "deprecated"),
      ("fc00::1", "private"), ("fdff::1", "private"), ("fe80::1", "link-local"), ("fec0::1", "site-local"),
      ("ff02::1", "multicast"), ("2001:db8::1", "documentation"),
      ("::ffff:127.0.0.1", "loopback"), ("::ffff:10.0.0.1", "private"), ("::ffff:0:192.168.1.1", "private"),
      ("64:ff9b::127.0.0.1", "loopback"), ("64:ff9b:1::a00:1", "private"),
      ("64:ff9b:1:7f00:0:100::", "loopback"),
      ("::ffff:0.0.0.0", "this network"), ("::ffff:0:0.0.0.0", "this network"), ("64:ff9b::", "this network"),
      ("2002::", "this network"), ("5f00::1", "segment routing"), ("2001:2::1", "benchmarking"),
      ("2001:10::1", "deprecated"), ("100:0:0:1::1", "dummy prefix"),
      ("2002:7f00:1::", "loopback"), ("2001:0:0:0:0:0:80ff:fffe", "loopback"),
    ]
  )
  func refused(text: String, kind: String) throws {
    let address = try #require(IPAddress(text))
    #expect(AddressPolicy.publicOnly.refusal(of: address)?.kind == kind)
  }

  @Test(
    "lets public addresses pass",
    arguments: [
      "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "172.15.255.255", "172.32.0.0",
      "192.167.255.255", "198.17.255.255", "198.20.0.0", "223.255.255.255", "2606:4700::1111",
      "::ffff:1.1.1.1", "64:ff9b::1.1.1.1", "2002:101:101::", "64:ff9b:1::101:101",
    ]
  )
  func passed(text: String) throws {
    #expect(AddressPolicy.publicOnly.refusal(of: try #require(IPAddress(text))) == nil)
  }

  @Test("an address that may lead to several is refused where one of them is not allowed")
  func readings() throws {
    let policy = AddressPolicy(allowed: [try #require(AddressRange("127.0.0.0/8"))])
    let address = try #require(IPAddress("64:ff9b:1:7f00:0:100:a9fe:a9fe"))
    #expect(policy.refusal(of: address)?.kind == "link-local")
  }

  @Test("allows listed blocks, also inside version 6, and nothing beside them")
  func allowed() throws {
    let policy = AddressPolicy(allowed: [try #require(AddressRange("127.0.0.0/8"))])
    for text in ["127.0.0.1", "127.9.9.9", "::ffff:127.0.0.1"] {
      #expect(policy.refusal(of: try #require(IPAddress(text))) == nil)
    }
    for text in ["10.0.0.1", "::1", "126.255.255.255"] {
      let isRefused = policy.refusal(of: try #require(IPAddress(text))) != nil
      #expect(isRefused == (text != "126.255.255.255"))
    }
  }

  @Test("lets nothing but listed blocks pass where that is wished, as for plain http")
  func allowedOnly() throws {
    var policy = AddressPolicy(allowed: [try #require(AddressRange("127.0.0.0/8"))])
    policy.isAllowedOnly = true
    #expect(policy.refusal(of: try #require(IPAddress("127.0.0.1"))) == nil)
    for text in ["1.1.1.1", "2606:4700::1111", "10.0.0.1"] {
      #expect(policy.refusal(of: try #require(IPAddress(text))) != nil)
    }
  }

  @Test(
    "reads blocks in CIDR form",
    arguments: [
      ("10.0.0.0/8", "10.0.0.0/8"), ("192.0.2.7", "192.0.2.7/32"), ("fc00::/7", "fc00::/7"),
      ("0.0.0.0/0", "0.0.0.0/0"),
      ("10.0.0.1/8", nil), ("10.0.0.0/33", nil), ("10.0.0.0/", nil), ("10.0.0.0/+8", nil), ("10.0.0/8", nil),
      ("10.0.0.0/8/8", nil), ("", nil), ("localhost/8", nil),
    ] as [(String, String?)]
  )
  func blocks(text: String, shown: String?) {
    #expect(AddressRange(text)?.description == shown)
  }
}
