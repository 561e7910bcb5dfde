internal import Exchange

/// How a value is told as a JSON object: field by field its form and where it comes from, so that document and answers cannot
/// part.
package struct Form<Value>: Sendable {
  struct Field: Sendable {
    var name: String
    var schema: Schema
    var meaning: String?
    var value: @Sendable (Value) -> JSONValue

    init(
      _ name: String,
      _ schema: Schema,
      _ meaning: String? = nil,
      value: @escaping @Sendable (Value) -> JSONValue
    ) {
      (self.name, self.schema, self.meaning, self.value) = (name, schema, meaning, value)
    }
  }

  /// As the API's document calls it.
  let name: String
  let fields: [Field]

  init(_ name: String, _ fields: [Field]) { (self.name, self.fields) = (name, fields) }

  func json(_ value: Value) -> JSONValue {
    .object(Dictionary(fields.map { ($0.name, $0.value(value)) }) { $1 })
  }

  /// A reference to the form.
  var schema: Schema { .named(name) }

  /// The form itself.
  var definition: Schema {
    .object(fields.map { Schema.Property($0.name, $0.schema, meaning: $0.meaning) })
  }
}
