import Extraction
import Markup

// Feeds the extractor whatever libFuzzer thinks of. Built only with TOCSIN_FUZZING=1 and `--sanitize fuzzer`; the first
// byte of an input chooses the charset that is claimed for the rest.

private let charsets: [String?] = [
  nil, "utf-8", "windows-1252", "gb18030", "shift_jis", "utf-16le", "iso-2022-jp", "no such",
]

/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let start = unsafe start, count > 0 else { return 0 }
  let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  let page = try? Extractor().extract(
    html: Array(bytes.dropFirst()),
    url: "https://www.example.com/a",
    charset: charsets[Int(bytes[0]) % charsets.count]
  )
  if let article = page?.article {
    for paragraph in article.paragraphs {
      precondition(paragraph.range.upperBound <= article.text.utf8.count)
    }
    for format in ArticleFormat.allCases { _ = article.rendered(as: format) }
  }
  return 0
}
