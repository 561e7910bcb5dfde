import Markup
import Testing

@Suite("JSON as pages write it")
struct LenientJSONTests {
  private func value(_ text: String) -> LenientJSON? { LenientJSON(Array(text.utf8)[...])?["a"] }

  @Test(
    "gives the strings that can be read",
    arguments: [
      (#"{"a":"b"}"#, "b"), (#"<!-- {"a" : "b",} -->"#, "b"), ("{\"a\":\"b\nc\"}", "b\nc"),
      (#"{"a":"\u00e9\"\/"}"#, "é\"/"),
      (#"{"a":"\ud83d\ude00"}"#, "😀"), (#"{"a":"\ud83d"}"#, "\u{FFFD}"), (#"{"a":12.5}"#, "12.5"),
      (#"{"a":"cut"#, "cut"),
      (#"{"x":[1,{"a":2}],"a":"b"}"#, "b"),
    ]
  )
  func strings(text: String, expected: String) { #expect(value(text)?.string == expected) }

  @Test(
    "is nil or null where nothing can",
    arguments: ["", "a", "{}", "{\"a\":null}", "{\"a\":", "{\"a\" \"b\"}", "{a:1}"]
  )
  func nothing(text: String) { #expect(value(text)?.string == nil) }

  @Test("lets long strings within a script be found, also within a string")
  func quoted() {
    let inner = "{\\\"body\\\":\\\"A text that is long enough to count.\\\"}"
    let script = "x.push([1,\"\(inner)\"]);var y=\"short\""
    let found = QuotedStrings.longerThan(20, in: Array(script.utf8)[...])
    #expect(found.contains("A text that is long enough to count."))
    #expect(!found.contains("short"))
  }
}
