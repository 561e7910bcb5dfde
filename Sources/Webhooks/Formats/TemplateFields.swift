import Foundation
import Model

/// What messages carry, as a template may name it; read from messages of every kind, so that it is never behind them.
enum TemplateFields {
  /// A value as a template sees it.
  indirect enum Shape: Sendable {
    case text
    case flag
    case number
    case list(of: Shape)
    case object([String: Shape])
  }

  /// Names that no message has: Mustache would render them to nothing, at every alert.
  ///
  /// - Returns: the first of them; nil where all are known.
  static func unknown(in text: String) -> TemplateError? {
    var scopes = [Scope(shape: messages, isItem: false)]
    for tag in TemplateTags(of: text) {
      switch tag.sign {
      case "!", "=", "%": continue
      case "/": if scopes.count > 1 { scopes.removeLast() }
      case ">", "<": return .partial(String(tag.name), line: tag.line)
      case "$": scopes.append(scopes[scopes.count - 1])
      default:
        switch Path(tag.name).resolved(in: scopes) {
        case .failure(let miss):
          return .unknownField(miss.name, line: tag.line, known: miss.known)
        case .success(let shape):
          if tag.sign == "#" { scopes.append(Scope(within: shape, of: scopes[scopes.count - 1])) }
          if tag.sign == "^" { scopes.append(scopes[scopes.count - 1]) }
        }
      }
    }
    return nil
  }

  /// The members of messages of every kind together.
  private static let messages: Shape = {
    let moment = Date(timeIntervalSince1970: 0)
    let trouble = EndpointTrouble(
      endpoint: "",
      state: .paused,
      reason: "",
      failingSince: moment,
      waiting: 0,
      time: moment
    )
    let exhaustion = DeliveryExhaustion(
      delivery: 0,
      endpoint: "",
      message: "",
      messageType: "",
      firing: 0,
      attempts: 0,
      reason: "",
      time: moment
    )
    let watch = WatchNotice(watch: "", url: "", change: .failing, reason: "", since: moment, time: moment)
    let alerts = PreviewNotices.all.map { AlertPayload.data($0, sequence: 1) }
    let around = OrderedJSON.object(["id": .text(""), "type": .text(""), "timestamp": .text("")])
    return ([around] + alerts + [trouble.data, exhaustion.data, watch.data]).map(Shape.init)
      .reduce(.object([:])) { $0.merged(with: $1) }
  }()

  /// Where names are looked up: a value, and whether it is one of a list.
  private struct Scope {
    var shape: Shape
    var isItem: Bool

    init(shape: Shape, isItem: Bool) { (self.shape, self.isItem) = (shape, isItem) }

    /// The inside of a section.
    init(within shape: Shape, of outer: Scope) {
      switch shape {
      case .list(let item): self.init(shape: item, isItem: true)
      case .flag: self = outer
      default: self.init(shape: shape, isItem: false)
      }
    }
  }

  /// A name that is not there, and those that are.
  private struct Miss: Error {
    var name: String
    var known: [String]

    init(_ name: some StringProtocol, among shapes: [Shape]) {
      var seen = Set<String>()
      self.name = String(name)
      known = shapes.flatMap { $0.members.keys.sorted() }.filter { seen.insert($0).inserted }
    }

    init(_ transform: Substring, among known: [String: Shape]) {
      name = "\(transform)()"
      self.known = known.keys.sorted().map { "\($0)()" }
    }
  }

  /// A name with dots, within transforms: `uppercased(rule.name)`.
  private struct Path {
    /// The outermost first.
    let transforms: [Substring]
    let name: Substring

    init(_ text: Substring) {
      var parts = text.split(separator: "(", omittingEmptySubsequences: false)
      let last = parts.removeLast()
      name = last.prefix { $0 != ")" }
      transforms = parts
    }

    func resolved(in scopes: [Scope]) -> Result<Shape, Miss> {
      var rest = transforms
      var shape: Shape
      if name.isEmpty, let transform = rest.popLast() {
        guard scopes.last?.isItem == true else {
          return .failure(Miss("\(transform)()", among: scopes.reversed().map(\.shape)))
        }
        guard let found = Self.places[String(transform)] else {
          return .failure(Miss(transform, among: Self.places))
        }
        shape = found
      } else {
        switch value(in: scopes) {
        case .success(let found): shape = found
        case .failure(let miss): return .failure(miss)
        }
      }
      for transform in rest.reversed() {
        guard let next = shape.transforms[String(transform)] else {
          return .failure(Miss(transform, among: shape.transforms))
        }
        shape = next
      }
      return .success(shape)
    }

    private func value(in scopes: [Scope]) -> Result<Shape, Miss> {
      guard let last = scopes.last, name != "." else { return .success(scopes.last?.shape ?? .text) }
      let steps = name.split(separator: ".").map(String.init)
      let reached = name.first == "." ? [last] : scopes.reversed()
      var isFirst = true
      var shape = Shape.text
      for step in steps {
        let places = isFirst ? reached.map(\.shape) : [shape]
        guard let next = places.lazy.compactMap({ $0.members[step] }).first else {
          return .failure(Miss(name, among: places))
        }
        (shape, isFirst) = (next, false)
      }
      return steps.isEmpty ? .failure(Miss(name, among: reached.map(\.shape))) : .success(shape)
    }

    /// What is known of an item's place in its list.
    private static let places: [String: Shape] = [
      "first": .flag, "last": .flag, "even": .flag, "odd": .flag, "index": .number,
    ]
  }
}

extension TemplateFields.Shape {
  fileprivate init(_ value: OrderedJSON) {
    switch value {
    // Numbers are written by us, as texts.
    case .null, .text, .integer, .decimal: self = .text
    case .bool: self = .flag
    case .list(let values):
      self = .list(of: values.map(Self.init).reduce(.text) { $0.merged(with: $1) })
    case .object(let members):
      self = .object(
        Dictionary(members.map { ($0.name, Self($0.value)) }, uniquingKeysWith: { $0.merged(with: $1) })
      )
    }
  }

  /// What either has; what is null or empty in the one is as in the other.
  fileprivate func merged(with other: Self) -> Self {
    switch (self, other) {
    case (.object(let left), .object(let right)): .object(left.merging(right) { $0.merged(with: $1) })
    case (.list(let left), .list(let right)): .list(of: left.merged(with: right))
    case (.text, _): other
    default: self
    }
  }

  fileprivate var members: [String: Self] { if case .object(let members) = self { members } else { [:] } }

  /// What swift-mustache makes of such a value, by the names of its transforms.
  fileprivate var transforms: [String: Self] {
    switch self {
    case .text:
      ["empty": .flag, "capitalized": .text, "lowercased": .text, "uppercased": .text, "reversed": .text]
    case .flag: [:]
    case .number: ["equalzero": .flag, "even": .flag, "odd": .flag, "plusone": .number, "minusone": .number]
    case .list(let item): ["first": item, "last": item, "reversed": self, "count": .number, "empty": .flag]
    case .object:
      [
        "count": .number, "empty": .flag, "enumerated": .list(of: Self.pair), "sorted": .list(of: Self.pair),
      ]
    }
  }

  private static var pair: Self { .object(["key": .text, "value": .text]) }
}
