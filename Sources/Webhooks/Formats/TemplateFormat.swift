import Foundation
import Mustache

/// Why an own template cannot be used.
package enum TemplateError: Error, Sendable, Hashable {
  /// The Mustache text is broken; the reason is the parser's.
  case syntax(String)
  /// It renders to something that is no JSON; the start of it is given.
  case notJSON(reason: String, rendered: String)
  /// It renders to more bytes than a message may have.
  case tooLarge(bytes: Int, limit: Int)
  /// Sections stand within each other deeper than anybody writes them, and would take for ever to render.
  case tooDeep(limit: Int)
  /// A name that no message has, which would render to nothing; `known` are those that stand for something in its place.
  case unknownField(String, line: Int, known: [String])
  /// Another template is to be put in: there is none.
  case partial(String, line: Int)

  /// In a few words, without what was rendered.
  package var reason: String {
    switch self {
    case .syntax(let reason): "its template is broken (\(reason))"
    case .notJSON: "its template renders to no JSON"
    case .tooLarge(let bytes, let limit): "its template renders to \(bytes) bytes, and \(limit) are allowed"
    case .tooDeep: "its template is nested too deeply"
    case .unknownField(let name, _, _): "its template names {{\(name)}}, which no message has"
    case .partial(let name, _): "its template puts in {{>\(name)}}, which is not there"
    }
  }
}

/// An analyst's own template: Mustache over the same `data` that Standard Webhooks carries, with `id`, `type` and
/// `timestamp` beside it. Values are escaped for the inside of a JSON string, so that `"{{headline}}"` is always whole.
struct TemplateFormat {
  private let text: String
  static let textBytesMax = 64 << 10
  static let bodyBytesMax = 256 << 10
  /// A list within a list within a list is the deepest that the data has; a section for each value comes on top.
  static let depthMax = 8

  init(_ text: String) { self.text = text }

  /// The rendered bytes.
  ///
  /// - Throws: `TemplateError`.
  func body(_ alert: OutgoingAlert) throws(TemplateError) -> [UInt8] {
    guard text.utf8.count <= Self.textBytesMax else {
      throw .tooLarge(bytes: text.utf8.count, limit: Self.textBytesMax)
    }
    guard Self.depth(of: text) <= Self.depthMax else { throw .tooDeep(limit: Self.depthMax) }
    let rendered = try parsed().render(values(alert))
    guard rendered.utf8.count <= Self.bodyBytesMax else {
      throw .tooLarge(bytes: rendered.utf8.count, limit: Self.bodyBytesMax)
    }
    do {
      _ = try JSONSerialization.jsonObject(with: Data(rendered.utf8), options: .fragmentsAllowed)
    } catch {
      throw .notJSON(reason: error.localizedDescription, rendered: String(rendered.prefix(200)))
    }
    return Array(rendered.utf8)
  }

  /// How deep sections stand within each other.
  private static func depth(of text: String) -> Int {
    var (depth, deepest) = (0, 0)
    for tag in TemplateTags(of: text) {
      switch tag.sign {
      case "#", "^", "$", "<":
        depth += 1
        deepest = max(deepest, depth)
      case "/": depth -= 1
      default: break
      }
    }
    return deepest
  }

  private func parsed() throws(TemplateError) -> MustacheTemplate {
    JSONContent.register()
    do {
      return try MustacheTemplate(string: "{{% CONTENT_TYPE: \(JSONContent.name)}}" + text)
    } catch let error as MustacheTemplate.ParserError {
      let place = "line \(error.context.lineNumber), column \(error.context.columnNumber)"
      throw .syntax("\(error.error) at \(place)")
    } catch {
      throw .syntax("\(error)")
    }
  }

  private func values(_ alert: OutgoingAlert) -> [String: Any] {
    var values = alert.data.mustacheValue as? [String: Any] ?? [:]
    values["id"] = alert.id
    values["type"] = alert.type
    values["timestamp"] = alert.timestamp
    return values
  }
}

/// Escapes as JSON wants it.
private struct JSONContent: MustacheContentType {
  static let name = "JSON"

  private static let registration: Void = MustacheContentTypes.register(JSONContent(), named: name)
  static func register() { registration }

  func escapeText(_ text: String) -> String { OrderedJSON.escaped(text) }
}

extension OrderedJSON {
  /// As Mustache reads values: dictionaries, arrays, strings, booleans; numbers as they are written.
  fileprivate var mustacheValue: Any {
    switch self {
    case .null: ""
    case .bool(let value): value
    case .integer, .decimal: String(decoding: bytes, as: UTF8.self)
    case .text(let value): value
    case .list(let values): values.map(\.mustacheValue)
    case .object(let members):
      Dictionary(members.map { ($0.name, $0.value.mustacheValue) }, uniquingKeysWith: { first, _ in first })
    }
  }
}
