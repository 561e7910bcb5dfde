internal import Foundation

/// Addresses that only lead on to another one, which stands in them: it is asked for itself, and nobody in between.
enum Redirector {
  /// Where an address leads; nil for one that is no redirector's.
  static func destination(of url: WebAddress) -> String? {
    let host = url.host
    // Taking an address apart costs more than to see that its host is none of them.
    guard isKnown(host), let parts = URLComponents(string: url.text) else { return nil }
    let path = parts.path
    guard let names = parameters(host: host, path: path) else { return nil }
    let items = parts.queryItems ?? []
    let values = names.lazy.compactMap { name in items.first { $0.name == name }?.value }
    return values.compactMap { host == "www.bing.com" ? unpacked($0) : $0 }
      .first { $0.hasPrefix("http://") || $0.hasPrefix("https://") }
  }

  private static func isKnown(_ host: String) -> Bool {
    hosts.contains(host) || host.hasPrefix("google.") || host.hasPrefix("www.google.")
      || host.hasSuffix(".safelinks.protection.outlook.com")
  }

  private static let hosts: Set<String> = [
    "www.bing.com", "l.facebook.com", "lm.facebook.com", "www.facebook.com", "l.instagram.com",
    "out.reddit.com",
    "slack-redir.net", "www.youtube.com", "away.vk.com", "vk.com",
  ]

  /// The names of the parameters in which a redirector's address has its goal, the likeliest first.
  private static func parameters(host: String, path: String) -> [String]? {
    if host.hasPrefix("www.google.") || host.hasPrefix("google."), path == "/url" { return ["url", "q"] }
    if host.hasSuffix(".safelinks.protection.outlook.com") { return ["url"] }
    switch (host, path) {
    case ("www.bing.com", "/news/apiclick.aspx"): return ["url"]
    case ("www.bing.com", "/ck/a"): return ["u"]
    case ("l.facebook.com", "/l.php"), ("lm.facebook.com", "/l.php"), ("www.facebook.com", "/l.php"):
      return ["u"]
    case ("l.instagram.com", "/"): return ["u"]
    case ("out.reddit.com", _), ("slack-redir.net", "/link"): return ["url"]
    case ("www.youtube.com", "/redirect"): return ["q"]
    case ("away.vk.com", "/away.php"), ("vk.com", "/away.php"): return ["to"]
    default: return nil
    }
  }

  /// Bing writes addresses as they are, or as `a1` and their Base64.
  private static func unpacked(_ text: String) -> String? {
    guard text.hasPrefix("a1") else { return text }
    let plain = text.dropFirst(2).replacing("-", with: "+").replacing("_", with: "/")
    let padded = plain + String(repeating: "=", count: (4 - plain.count % 4) % 4)
    return Data(base64Encoded: String(padded)).map { String(decoding: $0, as: UTF8.self) }
  }
}
