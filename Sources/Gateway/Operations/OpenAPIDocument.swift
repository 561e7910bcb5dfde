internal import Exchange
internal import Model

/// The API in the words of OpenAPI 3.1, made of the operations that are served.
enum OpenAPIDocument {
  static func document(of operations: [Operation]) -> JSONValue {
    var paths: [String: JSONValue] = [:]
    for (path, operations) in Dictionary(grouping: operations.filter { !$0.name.isEmpty }, by: \.path) {
      paths[path] = .object(
        Dictionary(operations.map { ($0.method.rawValue.lowercased(), json($0)) }) { first, _ in first }
      )
    }
    return [
      "openapi": "3.1.0",
      "info": [
        "title": "Tocsin", "version": .string(Version.current),
        "description": "What a desk holds and what fires. Bearer tokens are made by tocsin token add.",
        "license": ["name": "MIT", "identifier": "MIT"],
      ],
      "servers": [["url": "/"]],
      "security": [["token": []]],
      "paths": .object(paths),
      "components": [
        "schemas": .object(schemas.mapValues(\.json)),
        "securitySchemes": ["token": ["type": "http", "scheme": "bearer"]],
      ],
    ]
  }

  private static func json(_ operation: Operation) -> JSONValue {
    var fields: [String: JSONValue] = [
      "operationId": .string(operation.name), "summary": .string(operation.summary),
      "responses": .object(answers(of: operation)),
    ]
    if !operation.parameters.isEmpty { fields["parameters"] = .array(operation.parameters.map(\.json)) }
    if operation.scope == nil { fields["security"] = [[:], ["token": []]] }
    if case .json(let schema, let meaning) = operation.body {
      fields["requestBody"] = [
        "required": .bool(schema.needsSomething), "description": .string(meaning),
        "content": [Answer.jsonType: ["schema": schema.json]],
      ]
    }
    return .object(fields)
  }

  private static func answers(of operation: Operation) -> [String: JSONValue] {
    var answers: [String: JSONValue] = [:]
    for outcome in operation.outcomes {
      var answer: [String: JSONValue] = ["description": .string(outcome.meaning)]
      if let type = outcome.contentType {
        answer["content"] = .object([type: ["schema": outcome.schema?.json ?? [:]]])
      }
      answers["\(outcome.status)"] = .object(answer)
    }
    // Whatever is answered in one piece has an entity tag.
    let isTagged = operation.outcomes.contains { outcome in
      outcome.status == 200 && outcome.contentType.map { $0 != Answer.streamType } ?? false
    }
    if operation.method == .get, isTagged {
      answers["304"] = ["description": "The asker has it already (If-None-Match)."]
    }
    for status in operation.allProblems where answers["\(status)"] == nil {
      answers["\(status)"] = [
        "description": .string(Problem.title(status)),
        "content": [Answer.problemType: ["schema": Schema.named("Problem").json]],
      ]
    }
    return answers
  }

  private static var schemas: [String: Schema] {
    [
      "Problem": Problem.schema,
      ArticleForms.line.name: ArticleForms.line.definition,
      ArticleForms.article.name: ArticleForms.article.definition,
      ArticleForms.event.name: ArticleForms.event.definition,
      ArticleForms.coded.name: ArticleForms.coded.definition,
      AlertForms.line.name: AlertForms.line.definition,
      AlertForms.firing.name: AlertForms.firing.definition,
      AlertForms.note.name: AlertForms.note.definition,
      AlertForms.source.name: AlertForms.source.definition,
      AlertForms.finding.name: AlertForms.finding.definition,
      AlertForms.delivery.name: AlertForms.delivery.definition,
      AlertForms.history.name: AlertForms.history.definition,
      AlertForms.attempt.name: AlertForms.attempt.definition,
      AlertForms.rule.name: AlertForms.rule.definition,
      AlertForms.silence.name: AlertForms.silence.definition,
      AlertForms.webhook.name: AlertForms.webhook.definition,
      WatchOperations.line.name: WatchOperations.line.definition,
      AlertForms.mark.name: AlertForms.mark.definition,
      StoryOperations.line.name: StoryOperations.line.definition,
      StoryOperations.member.name: StoryOperations.member.definition,
      StoryOperations.source.name: StoryOperations.source.definition,
    ]
  }
}
