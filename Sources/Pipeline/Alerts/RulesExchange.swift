internal import Actors
package import Alerting
package import Foundation
internal import Model
package import Storage
internal import Webhooks

/// What an import would add, in order, and what it leaves as it is.
package struct ImportPlan: Sendable {
  var definitions: [DefinitionText] = []
  var webhooks: [Endpoint] = []
  var rules: [(name: String, text: RuleText)] = []
  var silences: [RulesFile.SilenceStatement] = []
  var heartbeat: HeartbeatText?
  /// What is there already, or cannot be added, with the reason.
  var left: [String] = []

  /// True where it adds nothing.
  package var isEmpty: Bool {
    definitions.isEmpty && webhooks.isEmpty && rules.isEmpty && silences.isEmpty && heartbeat == nil
  }

  /// The plan for people, one statement a line.
  package var lines: [String] {
    definitions.map { "add  define \($0)" } + webhooks.map { "add  webhook \($0.name) \($0.url) (paused)" }
      + rules.map { "add  rule \($0.name) when \($0.text)" }
      + silences.map { "add  silence \($0.head) when \($0.matcher)" }
      + [heartbeat].compactMap { $0.map { "add  heartbeat \($0)" } } + left.map { "keep \($0)" }
  }
}

/// Rules and what belongs to them, out of the store as text and into it from text.
package struct RulesExchange: Sendable {
  private let store: Store

  /// An exchange with a store.
  package init(store: Store) { self.store = store }

  /// All there is, without secrets: of a webhook's address only its origin where what stands behind it may be one.
  ///
  /// - Throws: `StorageError`.
  package func export(now: Date) throws(StorageError) -> RulesFile {
    var file = RulesFile()
    file.definitions = try store.alerts.definitions().map {
      DefinitionText(name: $0.name, members: $0.members)
    }
    file.webhooks = try store.outbox.endpoints().map { endpoint in
      RulesFile.Webhook(
        name: endpoint.name,
        address: endpoint.format.hasSecretAddress ? endpoint.url.origin : endpoint.url.exported,
        format: endpoint.format.rawValue
      )
    }
    file.rules = try store.alerts.rules().map { rule in
      let notified = rule.endpoints.isEmpty ? "" : " notify \(rule.endpoints.joined(separator: ", "))"
      return RulesFile.Rule(name: rule.name, text: rule.text + notified)
    }
    file.silences = try store.alerts.silences(endingAfter: now).map { silence in
      RulesFile.SilenceStatement(
        head: SilenceText(end: silence.endsAt, comment: silence.comment),
        matcher: silence.matcher
      )
    }
    file.heartbeat = try store.alerts.heartbeat().map {
      HeartbeatText(everySeconds: $0.everySeconds, endpoints: $0.endpoints)
    }
    return file
  }

  /// What a file would add. Nothing is saved.
  ///
  /// - Throws: `StatementError` for the first statement that does not fit what is there and what the file brings, or
  ///   `StorageError`.
  package func plan(_ file: RulesFile) throws -> ImportPlan {
    var plan = ImportPlan()
    let sets = try store.alerts.definitions()
    for definition in file.definitions {
      if sets.contains(where: { $0.name.lowercased() == definition.name.lowercased() }) {
        plan.left.append("define \(definition.name): it is there")
      } else {
        plan.definitions.append(definition)
      }
    }
    let defined = sets + plan.definitions.map { StoredDefinition(name: $0.name, members: $0.members) }
    let names = ActorNames(ActorTable.standard.adding(defined))
    try addWebhooks(file.webhooks, to: &plan)
    try addRules(file.rules, names, to: &plan)
    let silenced = Set(try store.alerts.silences(endingAfter: .distantPast).map(\.matcher))
    for silence in file.silences {
      let matcher = try Self.reading(silence.matcher) { text throws(ConditionError) in
        try Condition(matcher: text, names: names).description
      }
      if silenced.contains(matcher) {
        plan.left.append("silence when \(matcher): it is there")
      } else {
        plan.silences.append(RulesFile.SilenceStatement(head: silence.head, matcher: matcher))
      }
    }
    if let heartbeat = file.heartbeat {
      if try store.alerts.heartbeat() == nil {
        plan.heartbeat = heartbeat
      } else {
        plan.left.append("heartbeat: one is set")
      }
    }
    return plan
  }

  /// Webhooks come paused and reach no private network; whether the receiver's address may be sent to is checked when
  /// it is sent.
  private func addWebhooks(_ webhooks: [RulesFile.Webhook], to plan: inout ImportPlan) throws {
    let known = Set(try store.outbox.endpoints().map { $0.name.lowercased() })
    for webhook in webhooks {
      guard let format = WebhookFormat(rawValue: webhook.format) else {
        throw StatementError.expected("a format", found: webhook.format)
      }
      if known.contains(webhook.name.lowercased()) {
        plan.left.append("webhook \(webhook.name): it is there")
      } else if format == .template || format.hasSecretAddress || format == .pagerDuty
        || webhook.address.hasSuffix(SecretURL.exportMark)
      {
        plan.left.append(
          "webhook \(webhook.name): its secrets are not in the file; add it by webhook add first"
        )
      } else {
        var endpoint = Endpoint(name: webhook.name, url: SecretURL(webhook.address), format: format)
        endpoint.signingKeys = [SigningKeyEntry(key: SigningKey.generate())]
        endpoint.condition.state = .paused
        endpoint.condition.reason = "imported: webhook resume \(webhook.name) lets it go on"
        plan.webhooks.append(endpoint)
      }
    }
  }

  private func addRules(_ rules: [RulesFile.Rule], _ names: ActorNames, to plan: inout ImportPlan) throws {
    let known = try store.alerts.rules()
    let endpoints = Set(
      try store.outbox.endpoints().map { $0.name.lowercased() } + plan.webhooks.map { $0.name.lowercased() }
    )
    for rule in rules {
      let text = try Self.reading(rule.text) { text throws(ConditionError) in try RuleText(text, names: names)
      }
      if let missing = text.endpoints.first(where: { !endpoints.contains($0.lowercased()) }) {
        plan.left.append("rule \(rule.name): there is no webhook \(missing)")
      } else if known.contains(where: { $0.name.lowercased() == rule.name.lowercased() }) {
        plan.left.append("rule \(rule.name): it is there")
      } else {
        plan.rules.append((rule.name, text))
      }
    }
  }

  private static func reading<Value>(
    _ text: String,
    _ read: (String) throws(ConditionError) -> Value
  ) throws(StatementError) -> Value {
    do throws(ConditionError) { return try read(text) } catch { throw .condition(error, text: text) }
  }

  /// Adds what was planned; each piece is a change of its own, which can be taken back.
  ///
  /// - Throws: `StorageError`, or `DefinitionConflict`; what was added before it stays, and the same import goes on from
  ///   there.
  package func carryOut(_ plan: ImportPlan, at now: Date) throws {
    func note(_ what: String) -> UndoNote { UndoNote("alert import: \(what)", at: now) }
    for definition in plan.definitions {
      try Definitions(store: store).add(
        StoredDefinition(name: definition.name, members: definition.members),
        remembering: note("define \(definition.name)")
      )
    }
    for endpoint in plan.webhooks {
      try store.addEndpoint(endpoint, at: now, remembering: note("webhook \(endpoint.name)"))
    }
    for rule in plan.rules {
      try store.addRule(
        name: rule.name,
        text: rule.text.withoutEndpoints.description,
        endpoints: rule.text.endpoints,
        at: now,
        remembering: note("rule \(rule.name)")
      )
    }
    for silence in plan.silences {
      _ = try store.addSilence(
        matcher: silence.matcher,
        from: now,
        until: silence.head.end,
        comment: silence.head.comment,
        remembering: note("silence when \(silence.matcher)")
      )
    }
    if let heartbeat = plan.heartbeat {
      try store.setHeartbeat(
        Heartbeat(everySeconds: heartbeat.everySeconds, endpoints: heartbeat.endpoints, nextAt: now),
        remembering: note("heartbeat")
      )
    }
  }
}
