internal import Exchange
internal import Foundation

/// The form of a JSON value, in the part of JSON Schema (2020-12) that the API needs: it is written into the API's document, and
/// what comes in is held against it.
package indirect enum Schema: Sendable {
  /// Text of any length.
  case text
  /// Text of at most so many characters.
  case boundedText(Int)
  /// Text of a format that JSON Schema names, such as `date-time`.
  case formatted(String)
  /// One of some words, as they stand.
  case word([String])
  /// Text that a regular expression matches.
  case pattern(String)
  /// A number without a fraction.
  case integer
  /// Any number.
  case number
  /// `true` or `false`.
  case bool
  /// The same, or `null`.
  case nullable(Schema)
  /// A list of values of that form, of any length.
  case list(Schema)
  /// An object of these fields, in the order in which they are described.
  case object([Property])
  /// One that is described once, under a name.
  case named(String)
  /// Any value at all.
  case anything

  /// A field of an object.
  package struct Property: Sendable {
    var name: String
    var schema: Schema
    var isRequired = true
    var meaning: String?

    init(_ name: String, _ schema: Schema, isRequired: Bool = true, meaning: String? = nil) {
      (self.name, self.schema, self.isRequired, self.meaning) = (name, schema, isRequired, meaning)
    }
  }

  /// Whether it is an object that needs a field.
  var needsSomething: Bool {
    if case .object(let properties) = self { properties.contains(where: \.isRequired) } else { true }
  }

  /// As the API's document has it.
  var json: JSONValue {
    switch self {
    case .text: ["type": "string"]
    case .boundedText(let charactersMax): ["type": "string", "maxLength": JSONValue(charactersMax)]
    case .formatted(let format): ["type": "string", "format": .string(format)]
    case .word(let words): ["type": "string", "enum": .array(words.map(JSONValue.string))]
    case .pattern(let pattern): ["type": "string", "pattern": .string(pattern)]
    case .integer: ["type": "integer"]
    case .number: ["type": "number"]
    case .bool: ["type": "boolean"]
    case .nullable(let schema): ["anyOf": [schema.json, ["type": "null"]]]
    case .list(let schema): ["type": "array", "items": schema.json]
    case .named(let name): ["$ref": .string("#/components/schemas/\(name)")]
    case .anything: [:]
    case .object(let properties): Self.json(properties)
    }
  }

  private static func json(_ properties: [Property]) -> JSONValue {
    let fields = properties.map { property -> (String, JSONValue) in
      guard let meaning = property.meaning, case .object(var fields) = property.schema.json else {
        return (property.name, property.schema.json)
      }
      fields["description"] = .string(meaning)
      return (property.name, .object(fields))
    }
    return [
      "type": "object", "additionalProperties": false,
      "properties": .object(Dictionary(fields) { $1 }),
      "required": .array(properties.filter(\.isRequired).map { .string($0.name) }),
    ]
  }

  /// What is wrong with a value of this form, with its place as a JSON pointer (RFC 6901); nil where nothing is.
  ///
  /// - Complexity: linear in the value.
  func problem(with value: JSONValue, at place: String = "") -> String? {
    switch (self, value) {
    case (.anything, _), (.named, _), (.text, .string), (.bool, .bool), (.integer, .integer),
      (.number, .integer),
      (.number, .number), (.nullable, .null):
      return nil
    case (.boundedText(let charactersMax), .string(let text)):
      return text.unicodeScalars.count <= charactersMax
        ? nil : "\(place) has more than \(charactersMax) characters"
    case (.word(let words), .string(let text)):
      return words.contains(text) ? nil : "\(place) must be one of \(words.joined(separator: ", "))"
    case (.pattern(let pattern), .string(let text)):
      return text.range(of: pattern, options: .regularExpression) == nil
        ? "\(place) must match \(pattern)" : nil
    case (.formatted, .string): return nil
    case (.nullable(let schema), _): return schema.problem(with: value, at: place)
    case (.list(let schema), .array(let items)):
      return items.enumerated().lazy.compactMap { schema.problem(with: $1, at: "\(place)/\($0)") }.first
    case (.object(let properties), .object(let fields)):
      return Self.problem(with: fields, of: properties, at: place)
    default: return "\(place.isEmpty ? "the body" : place) must be \(noun)"
    }
  }

  private static func problem(
    with fields: [String: JSONValue],
    of properties: [Property],
    at place: String
  ) -> String? {
    let known = Set(properties.map(\.name))
    if let stranger = fields.keys.sorted().first(where: { !known.contains($0) }) {
      return "there is no field \(place)/\(stranger); there are \(known.sorted().joined(separator: ", "))"
    }
    for property in properties {
      guard let value = fields[property.name] else {
        if property.isRequired { return "\(place)/\(property.name) is missing" }
        continue
      }
      if let problem = property.schema.problem(with: value, at: "\(place)/\(property.name)") {
        return problem
      }
    }
    return nil
  }

  private var noun: String {
    switch self {
    case .text, .boundedText, .formatted, .word, .pattern: "text"
    case .integer: "a whole number"
    case .number: "a number"
    case .bool: "true or false"
    case .list: "a list"
    case .object, .named: "an object"
    case .nullable(let schema): "\(schema.noun) or null"
    case .anything: "something"
    }
  }
}
