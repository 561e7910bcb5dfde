internal import Exchange
internal import Storage

/// Something that can be asked for: its address, its forms, and what does it. Routes and the API's document are made of these.
struct Operation: Sendable {
  enum Method: String, Sendable, CaseIterable {
    case get = "GET"
    case post = "POST"
    case put = "PUT"
    case delete = "DELETE"

    var isSafe: Bool { self == .get }
  }

  /// What the body is.
  enum Body: Sendable {
    case none
    case json(Schema, meaning: String)
    /// A page's form, `application/x-www-form-urlencoded`.
    case form
  }

  /// An answer that there may be.
  struct Outcome: Sendable {
    var status: Int
    var meaning: String
    /// Nil for an answer without a body.
    var contentType: String?
    var schema: Schema?

    static func json(_ schema: Schema, _ meaning: String, status: Int = 200) -> Outcome {
      Outcome(status: status, meaning: meaning, contentType: Answer.jsonType, schema: schema)
    }

    static func done(_ meaning: String) -> Outcome { Outcome(status: 204, meaning: meaning) }
  }

  var method: Method
  /// As OpenAPI writes it: `/api/v1/articles/{id}`.
  var path: String
  /// The name that programs made from the document give it; empty for a page, which the document leaves out.
  var name: String
  var summary: String
  /// What is needed; nil where anybody may ask.
  var scope: AccessScope?
  var parameters: [Parameter] = []
  var body = Body.none
  var outcomes: [Outcome]
  /// Statuses of problems beside those that every operation of its kind may have.
  var problems: [Int] = []
  /// True for what is answered of the process alone, and waits for nobody.
  var isOfTheProcess = false
  /// How long it may take.
  var secondsMax = 30.0
  var run: @Sendable (Asked, GatewayDesk) async throws -> Answer

  /// All statuses of problems that may come.
  var allProblems: [Int] {
    var all = Set(problems)
    all.formUnion([408, 421, 500, 503])
    if scope != nil { all.formUnion([401, 403]) }
    if parameters.contains(where: { $0.place == .path }) { all.insert(404) }
    all.insert(400)
    switch body {
    case .none: break
    case .json, .form: all.formUnion([413, 415])
    }
    return all.sorted()
  }
}

extension Schema {
  /// A page of a listing.
  static func page(of item: Schema) -> Schema {
    .object([
      Schema.Property("items", .list(item)),
      Schema.Property(
        "next",
        .nullable(.text),
        meaning: "What to give as cursor for the items behind these; null at the end."
      ),
    ])
  }
}

extension Answer {
  /// A page of a listing, which goes on where it is full.
  static func page<Value>(
    _ values: [Value],
    as form: Form<Value>,
    limit: Int,
    cursor: (Value) -> String
  ) -> Answer {
    let next = values.count == limit ? values.last.map(cursor) : nil
    return .json(["items": .array(values.map(form.json)), "next": JSONValue(next)])
  }
}
