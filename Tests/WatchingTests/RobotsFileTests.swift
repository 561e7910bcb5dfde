import Testing
import Watching

/// One question to a robots.txt: what stands in it, who asks, for what, and the answer.
struct RobotsCase: Sendable, CustomTestStringConvertible {
  var rule: String
  var file: String
  var agent = "FooBot"
  var url: String
  var isAllowed: Bool

  var testDescription: String { "\(rule): \(agent) \(url)" }

  init(_ rule: String, _ file: String, _ url: String, _ isAllowed: Bool, agent: String = "FooBot") {
    self.rule = rule
    self.file = file
    self.url = url
    self.isAllowed = isAllowed
    self.agent = agent
  }
}

@Suite("robots.txt by RFC 9309")
struct RobotsFileTests {
  @Test("which group is for a crawler", arguments: groups)
  func group(_ one: RobotsCase) { check(one) }

  @Test("which rule decides", arguments: rules)
  func rule(_ one: RobotsCase) { check(one) }

  @Test("stars and the end of an address", arguments: wildcards)
  func wildcard(_ one: RobotsCase) { check(one) }

  @Test("octets that mean the same", arguments: encodings)
  func encoding(_ one: RobotsCase) { check(one) }

  @Test("lines as they are written", arguments: lines)
  func line(_ one: RobotsCase) { check(one) }

  private func check(_ one: RobotsCase) {
    let verdict = RobotsFile(Array(one.file.utf8)).verdict(on: one.url, for: one.agent)
    #expect(verdict.isAllowed == one.isAllowed)
  }

  // MARK: Groups

  private static let merged = """
    user-agent: FooBot
    disallow: /a
    user-agent: BarBot
    disallow: /b

    user-agent: FooBot
    disallow: /c
    """
  private static let shared = "user-agent: FooBot\nuser-agent: BarBot\n\nuser-agent: Baz_Bot\ndisallow: /x\n"
  private static let everyone = "user-agent: *\ndisallow: /x\nuser-agent: FooBot\ndisallow: /y\n"

  static let groups: [RobotsCase] = [
    .init("a file without a word allows all", "", "https://a.example/", true),
    .init("a file of blank lines allows all", "\n\n  \n", "https://a.example/x", true),
    .init("a group for another crawler is none of ours", "user-agent: BarBot\ndisallow: /", "/x", true),
    .init("a group for all is for us", "user-agent: *\ndisallow: /", "/x", false),
    .init("a group for us is", "user-agent: FooBot\ndisallow: /", "/x", false),
    .init("our own group wins over that for all", everyone, "/x", true),
    .init("and only ours is held against us", everyone, "/y", false),
    .init("another crawler falls back to the group for all", everyone, "/x", false, agent: "BarBot"),
    .init("and our group is none of its", everyone, "/y", true, agent: "BarBot"),
    .init(
      "a group for all that stands last counts less all the same",
      "user-agent: FooBot\nallow: /\nuser-agent: *\ndisallow: /",
      "/x",
      true
    ),
    .init(
      "our group without rules allows all",
      "user-agent: *\ndisallow: /\n\nuser-agent: FooBot\n",
      "/x",
      true
    ),
    .init(
      "our group with an empty rule allows all",
      "user-agent: *\ndisallow: /\nuser-agent: FooBot\ndisallow:\n",
      "/x",
      true
    ),
    .init("groups of one crawler are one, the first", merged, "/a", false),
    .init("groups of one crawler are one, the last", merged, "/c", false),
    .init("what stands between them is another's", merged, "/b", true),
    .init(
      "groups for all are one, too",
      "user-agent: *\ndisallow: /a\nuser-agent: B\ndisallow: /b\nuser-agent: *\ndisallow: /c",
      "/a",
      false
    ),
    .init("names in a row share rules, the first", shared, "/x", false),
    .init("names in a row share rules, the second", shared, "/x", false, agent: "BarBot"),
    .init("a blank line between names parts nothing", shared, "/x", false, agent: "Baz_Bot"),
    .init(
      "a rule ends the row of names",
      "user-agent: A\ndisallow: /a\nuser-agent: FooBot\ndisallow: /f",
      "/a",
      true
    ),
    .init(
      "an empty rule ends it too",
      "user-agent: FooBot\ndisallow:\nuser-agent: B\ndisallow: /",
      "/x",
      true
    ),
    .init("a blank line ends no group", "user-agent: FooBot\n\n\ndisallow: /x", "/x", false),
    .init(
      "a sitemap between names parts nothing",
      "user-agent: FooBot\nsitemap: https://a.example/s.xml\nuser-agent: *\ndisallow: /",
      "/x",
      false
    ),
    .init(
      "an unknown line between names parts nothing",
      "user-agent: FooBot\nrequest-rate: 1/5\nuser-agent: *\ndisallow: /",
      "/x",
      false
    ),
    .init(
      "a delay between names parts nothing",
      "user-agent: FooBot\ncrawl-delay: 5\nuser-agent: B\ndisallow: /",
      "/x",
      false
    ),
    .init("rules before any name are nobody's", "disallow: /x\nuser-agent: FooBot\ndisallow: /y", "/x", true),
    .init("names are compared without regard to case", "USER-AGENT: fOObOT\nDISALLOW: /", "/x", false),
    .init("a name with a version is the name", "user-agent: FooBot/2.1\ndisallow: /", "/x", false),
    .init(
      "a name with words behind it is the name",
      "user-agent: FooBot the crawler\ndisallow: /",
      "/x",
      false
    ),
    .init("a star with words behind it is for all", "user-agent: * all of you\ndisallow: /", "/x", false),
    .init("a longer name is another's", "user-agent: FooBot-News\ndisallow: /", "/x", true),
    .init("a shorter name is another's", "user-agent: Foo\ndisallow: /", "/x", true),
    .init(
      "a name with a hyphen is whole",
      "user-agent: FooBot-News\ndisallow: /",
      "/x",
      false,
      agent: "foobot-news"
    ),
    .init("a name without a value names nobody", "user-agent:\ndisallow: /", "/x", true),
    .init(
      "who asks may tell its version",
      "user-agent: FooBot\ndisallow: /",
      "/x",
      false,
      agent: "FooBot/1.0"
    ),
    .init(
      "or all of its identification",
      "user-agent: FooBot\ndisallow: /",
      "/x",
      false,
      agent: "Mozilla/5.0 (compatible; FooBot/1.0; +https://foo.example/bot)"
    ),
  ]

  // MARK: Rules

  static let rules: [RobotsCase] = [
    ("what no rule fits is allowed", "disallow: /x", "/y", true),
    ("a rule fits what begins with it", "disallow: /x", "/xylophone/1", false),
    ("a rule fits from the start only", "disallow: /x", "/a/x", true),
    ("paths are compared with regard to case", "disallow: /X", "/x", true),
    ("a folder's rule spares the file of its name", "disallow: /x/", "/x", true),
    ("a folder's rule fits what is in it", "disallow: /x/", "/x/", false),
    ("the longer rule decides: allow", "disallow: /x\nallow: /x/y", "/x/y/z", true),
    ("the longer rule decides: disallow", "allow: /x\ndisallow: /x/y", "/x/y/z", false),
    ("wherever it stands", "allow: /x/y\ndisallow: /x", "/x/y", true),
    ("among equals allow decides", "disallow: /x\nallow: /x", "/x", true),
    ("in either order", "allow: /x\ndisallow: /x", "/x", true),
    ("an empty disallow says nothing", "disallow:\nallow:", "/x", true),
    ("an empty allow says nothing", "disallow: /\nallow:", "/x", false),
    ("a query is part of what is compared", "disallow: /x?a=1", "/x?a=1&b=2", false),
    ("and only with its sign", "disallow: /x?a=1", "/x", true),
    ("a fragment is not", "disallow: /x$", "https://a.example/x#part", false),
    ("an address without a path is its root", "disallow: /", "https://a.example", false),
    ("and with a query", "disallow: /?q", "https://a.example?q=1", false),
    ("an address without a scheme has a path", "disallow: /x", "a.example/x", false),
    ("an address within a query is no host", "disallow: /go?", "/go?to=https://b.example/y", false),
    ("robots.txt itself may always be asked for", "disallow: /", "https://a.example/robots.txt", true),
    ("what is called like it may not", "disallow: /", "https://a.example/robots.txt2", false),
    ("a rule that begins with no slash fits nothing", "disallow: x", "/x", true),
    ("of page.html and page the longer is html", "allow: /page\ndisallow: /*.html", "/page.html", false),
    ("and page alone is allowed", "allow: /page\ndisallow: /*.html", "/page", true),
    ("stars count for the length", "allow: /page.\ndisallow: /*.html", "/page.html", false),
  ].map { RobotsCase($0.0, "user-agent: *\n" + $0.1, $0.2, $0.3) }

  // MARK: Stars

  static let wildcards: [RobotsCase] = [
    ("a star stands for any octets", "disallow: /a/*/z", "/a/b/c/z", false),
    ("and for none", "disallow: /a*b", "/ab", false),
    ("not for what is missing", "disallow: /a/*/z", "/a/z", true),
    ("a star at the end changes nothing", "disallow: /x*", "/xy", false),
    ("a star at the start is a rule too", "disallow: *.php", "/a/b.php", false),
    ("an end is not asked for without the sign", "disallow: /*.php", "/a.php5?x", false),
    ("$ is the end", "disallow: /*.php$", "/a.php", false),
    ("and nothing behind it", "disallow: /*.php$", "/a.php?x", true),
    ("and nothing more", "disallow: /x$", "/xy", true),
    ("$ with the star takes the last place", "disallow: /*a$", "/banana", false),
    ("$ within a rule is a sign like any other", "disallow: /a$b", "/a$bc", false),
    ("and no end", "disallow: /a$b", "/a", true),
    ("/$ is the root alone", "disallow: /$", "/", false),
    ("and nothing else", "disallow: /$", "/x", true),
    ("two stars are as one", "disallow: /a**b", "/a1b", false),
    ("parts do not overlap", "disallow: /ab*ba$", "/aba", true),
    ("parts stand in their order", "disallow: /*a*b*c", "/c-b-a", true),
    ("a star goes over slashes and queries", "disallow: /*utm=", "/a/b?c=d&utm=1", false),
    (
      "many stars cost no more", "disallow: /" + String(repeating: "*a", count: 200) + "b",
      "/" + String(repeating: "a", count: 4_000), true
    ),
  ].map { RobotsCase($0.0, "user-agent: *\n" + $0.1, $0.2, $0.3) }

  // MARK: Octets

  static let encodings: [RobotsCase] = [
    ("a query as it is written", "disallow: /foo/bar?baz=quz", "/foo/bar?baz=quz", false),
    (
      "an address in a query, plain in the rule", "disallow: /foo/bar?baz=https://foo.bar",
      "/foo/bar?baz=https%3A%2F%2Ffoo.bar", false
    ),
    (
      "an address in a query, encoded in the rule", "disallow: /foo/bar?baz=https%3A%2F%2Ffoo.bar",
      "/foo/bar?baz=https://foo.bar", false
    ),
    ("letters beyond ASCII, plain in the rule", "disallow: /foo/bar/ツ", "/foo/bar/%E3%83%84", false),
    ("letters beyond ASCII, plain in the address", "disallow: /foo/bar/%E3%83%84", "/foo/bar/ツ", false),
    ("letters beyond ASCII, plain in both", "disallow: /münchen", "/münchen/x", false),
    ("letters of ASCII, encoded in the rule", "disallow: /foo/bar/%62%61%7A", "/foo/bar/baz", false),
    ("letters of ASCII, encoded in the address", "disallow: /foo/bar/baz", "/foo/bar/%62%61%7A", false),
    ("digits of an octet in small letters", "disallow: /%e3%83%84", "/%E3%83%84", false),
    ("a tilde", "disallow: /%7Euser", "/~user", false),
    ("a slash that is encoded is none", "disallow: /a%2Fb", "/a/b", true),
    ("and is itself", "disallow: /a%2Fb", "/a%2fb", false),
    ("a star that is encoded is itself", "disallow: /file-%2A.html", "/file-*.html", false),
    ("and stands for nothing else", "disallow: /file-%2A.html", "/file-1.html", true),
    ("a dollar that is encoded is itself", "disallow: /foo-%24", "/foo-$5", false),
    ("a number sign that is encoded is no comment", "disallow: /a%23b", "/a%23b", false),
    ("a blank within", "disallow: /a b", "/a%20b", false),
    ("signs that no address has", "disallow: /{a}", "/%7Ba%7D", false),
    ("a lone percent sign", "disallow: /100%", "/100%", false),
    ("a percent sign that is encoded is another", "disallow: /a%25", "/a%", true),
  ].map { RobotsCase($0.0, "user-agent: *\n" + $0.1, $0.2, $0.3) }

  // MARK: Lines

  static let lines: [RobotsCase] = [
    ("lines end in CR", "user-agent: *\rdisallow: /x\r", "/x", false),
    ("lines end in CR and LF", "user-agent: *\r\ndisallow: /x\r\n", "/x", false),
    ("the last line ends in nothing", "user-agent: *\ndisallow: /x", "/x", false),
    ("a mark of UTF-8 is no sign of a line", "\u{FEFF}user-agent: *\ndisallow: /x", "/x", false),
    ("blanks around key, colon and value", " \tuser-agent \t:\t * \n  disallow  :   /x  ", "/x", false),
    ("no blank behind the colon", "user-agent:*\ndisallow:/x", "/x", false),
    ("a comment behind a value", "user-agent: * # all\ndisallow: /x # that", "/x", false),
    ("a comment without a blank before it", "user-agent: *#all\ndisallow: /x#that", "/xy", false),
    ("a line of comment", "# user-agent: B\nuser-agent: *\n# disallow: /\ndisallow: /x", "/y", true),
    ("keys in any case", "UsEr-AgEnT: *\nDiSaLlOw: /x", "/x", false),
    ("an unknown key says nothing", "user-agent: *\nnoindex: /x\nhost: a.example", "/x", true),
    ("a line without a colon, of one word", "user-agent: *\ndisallow\ndisallow: /x", "/y", true),
    ("a forgotten colon", "user-agent *\ndisallow /x", "/x", false),
    ("a page in the place of rules", "<!DOCTYPE html>\n<html><body>Not found</body></html>", "/x", true),
    ("a misspelt key", "user agent: *\ndissallow: /x", "/x", false),
    ("a colon in a value", "user-agent: *\ndisallow: /a:b", "/a:b", false),
  ].map { RobotsCase($0.0, $0.1, $0.2, $0.3) }
}
