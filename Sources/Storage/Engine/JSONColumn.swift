internal import Foundation

/// Lists and reasons that are only ever read whole, as JSON text in a column.
enum JSONColumn {
  static func encode(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return withoutNulls(String(decoding: try encoder.encode(value), as: UTF8.self))
  }

  /// With a blank for each U+0000, as in all other texts (`DatabaseValue.kept`): JSON writes it in six letters, which PostgreSQL
  /// takes and then cannot read.
  private static func withoutNulls(_ json: String) -> String {
    guard unsafe json.withCString({ unsafe strstr($0, #"\u0000"#) != nil }) else { return json }
    // A backslash stands for itself where it follows another one.
    return json.replacing(/\\u0000|\\./) { $0.output == #"\u0000"# ? " " : $0.output }
  }

  static func decode<Value: Decodable>(_ type: Value.Type, _ text: String) throws -> Value {
    try JSONDecoder().decode(type, from: Data(text.utf8))
  }
}
