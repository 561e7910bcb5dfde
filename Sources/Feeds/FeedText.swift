internal import Extraction
internal import Foundation
internal import Markup

/// The text of an element that may hold plain text, HTML with its signs escaped, or XHTML.
struct FeedText {
  private enum Form {
    case plain
    case html
    case xhtml
  }

  private let form: Form
  private let text: String

  /// Reads an element: Atom says what it holds (RFC 4287, section 3.1; `mode` in Atom 0.3), RSS does not and means HTML.
  init(_ element: FeedTree.Element) {
    let type = element.attributes[.type]?.lowercased() ?? ""
    let mode = element.attributes[.mode]?.lowercased() ?? ""
    form = Self.form(type: type, mode: mode, tag: element.tag)
    text =
      mode == "base64" || Self.isBinary(type, tag: element.tag) ? Self.decoded(element.text) : element.text
  }

  private static func form(type: String, mode: String, tag: FeedTag) -> Form {
    if type == "xhtml" || type == "application/xhtml+xml" && mode != "escaped" || tag == .xhtmlBody {
      return .xhtml
    }
    if type.contains("html") || !isAtom(tag) { return tag == .mediaTitle && type == "plain" ? .plain : .html }
    return mode == "escaped" && type.isEmpty ? .html : .plain
  }

  private static func isAtom(_ tag: FeedTag) -> Bool { tag.rawValue.hasPrefix("atom:") }

  /// Atom writes media that are no text in Base64 (RFC 4287, section 4.1.3.3).
  private static func isBinary(_ type: String, tag: FeedTag) -> Bool {
    isAtom(tag) && type.contains("/") && !type.hasPrefix("text/") && !type.hasSuffix("xml")
  }

  private static func decoded(_ text: String) -> String {
    guard let data = Data(base64Encoded: text, options: .ignoreUnknownCharacters), !data.isEmpty else {
      return text
    }
    return String(decoding: data, as: UTF8.self)
  }

  /// The text as one line, such as a title.
  var line: String {
    form == .html
      ? FragmentText.line(text) : text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// The text as paragraphs, one a line.
  var paragraphs: String { form == .html ? FragmentText.paragraphs(text) : text }
}

/// A person as feeds name one: `ada@news.example (Ada Quill)`, `Ada Quill (ada@news.example)`, `Ada Quill <ada@news.example>`.
enum MailName {
  /// The names without addresses of mail; empty for an address alone.
  static func names(in text: String) -> [String] {
    guard text.contains("@") else { return Byline.names(in: text) }
    let outside = text.replacingOccurrences(of: "[(<][^()<>]*[)>]", with: " ", options: .regularExpression)
    if !outside.contains("@") { return Byline.names(in: outside) }
    guard let open = text.firstIndex(of: "("), let close = text[open...].firstIndex(of: ")") else {
      return Byline.names(
        in: outside.split(separator: " ").filter { !$0.contains("@") }.joined(separator: " ")
      )
    }
    let within = String(text[text.index(after: open)..<close])
    return within.contains("@") ? [] : Byline.names(in: within)
  }
}
