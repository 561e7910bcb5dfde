internal import Alerting
internal import Foundation
internal import Model
internal import Storage

/// Records steps in the life of threads within one transaction: decisions, firings, evidence, deliveries.
struct StepWriter {
  let alerts: AlertFacet
  private let messages: MessageQueue
  /// Titles for what is announced, by article.
  private let prepared: [Int64: PreparedArticle]

  /// A writer whose deliveries are due at a moment.
  init(_ transaction: StoreTransaction, due: Date, prepared: [Int64: PreparedArticle]) {
    alerts = transaction.alerts
    messages = MessageQueue(transaction, due: due)
    self.prepared = prepared
  }

  /// Records a step.
  ///
  /// - Returns: what is to be announced.
  func write(_ step: ThreadStep) throws -> [FiringChange] {
    try decide(step)
    return try step.effects.compactMap { try write($0, of: step) }
  }

  /// The decision about the report at hand, for each of its events.
  private func decide(_ step: ThreadStep) throws {
    guard let report = step.report else { return }
    for case .decided(let outcome, let reason) in step.effects {
      let decisions = report.evidence.map { key in
        (key, RuleDecision(outcome, reason: reason, findings: step.findings[key.event] ?? []))
      }
      try alerts.decide(decisions, rule: step.thread.rule, firing: try openFiring(step), at: step.at)
    }
  }

  private func write(_ effect: LifeEffect, of step: ThreadStep) throws -> FiringChange? {
    switch effect {
    case .fired(let episode, let articles, let severity, let reason):
      return try fire(step, episode: episode, articles, severity, reason)
    case .joined(let episode, let articles, let severity):
      guard let firing = try firing(step, episode) else { return nil }
      try add(articles, of: step, to: firing)
      try alerts.raise(firing, to: severity)
      let isNews = step.effects.contains { if case .updated = $0 { true } else { false } }
      return isNews ? nil : try change(step, firing, outcome(of: step) ?? .joined, severity, [])
    case .updated(let episode, let reason):
      guard let firing = try firing(step, episode) else { return nil }
      try alerts.noteUpdate(of: firing, at: step.at)
      let deliveries = try messages.tell(.updated, ofFiring: firing, why: reason, at: step.at)
      return try change(step, firing, .updated, step.thread.episode?.told.severity, deliveries)
    case .resolved(let episode, let reason):
      guard let firing = try firing(step, episode) else { return nil }
      try alerts.resolve(firing, FiringNote(at: step.at, note: reason))
      let deliveries = try messages.tell(.resolved, ofFiring: firing, why: reason, at: step.at)
      var change = try change(step, firing, .told, step.thread.episode?.told.severity, deliveries)
      change?.resolution = reason
      return change
    case .heldBack(let articles, let outcome, let reason):
      for article in articles {
        try alerts.changeDecision(
          rule: step.thread.rule,
          article: article,
          to: outcome,
          reason: reason,
          firing: nil
        )
      }
      return nil
    case .decided: return nil
    }
  }

  private func fire(
    _ step: ThreadStep,
    episode: Int,
    _ articles: [Int64],
    _ severity: Double?,
    _ reason: String
  ) throws -> FiringChange? {
    guard let newest = step.report ?? step.thread.newestReport else { return nil }
    let firing = try alerts.fire(
      FiringDraft(
        rule: step.thread.rule,
        ruleName: step.rule.stored.name,
        condition: step.rule.stored.text,
        threadKey: step.thread.key,
        episode: episode,
        story: newest.story,
        act: newest.act,
        severity: severity,
        reason: reason,
        firedAt: step.at
      )
    )
    try add(articles, of: step, to: firing)
    let why = articles.count > 1 || episode > 1 ? reason : nil
    let deliveries = try messages.tell(.fired, ofFiring: firing, why: why, at: step.at)
    return try change(step, firing, .fired, severity, deliveries)
  }

  /// Evidence, and for those that waited what became of it.
  private func add(_ articles: [Int64], of step: ThreadStep, to firing: Int64) throws {
    let reports = step.thread.matters.flatMap(\.reports).filter { articles.contains($0.article) }
    let evidence = reports.flatMap(\.evidence)
    try alerts.addEvidence(evidence, to: firing, rule: step.thread.rule, at: step.at)
    for report in reports where report.article != step.report?.article {
      try alerts.changeDecision(
        rule: step.thread.rule,
        article: report.article,
        to: .fired,
        reason: "told with the others once it was time",
        firing: firing
      )
    }
    try alerts.link(evidence, rule: step.thread.rule, to: firing)
  }

  private func change(
    _ step: ThreadStep,
    _ firing: Int64,
    _ outcome: DecisionOutcome,
    _ severity: Double?,
    _ deliveries: [RecordID]
  ) throws -> FiringChange? {
    guard let article = step.report?.article ?? step.thread.newestReport?.article else { return nil }
    return FiringChange(
      firing: RecordID(.firing, firing),
      rule: step.rule.stored.name,
      outcome: outcome,
      article: RecordID(.article, article),
      title: prepared[article]?.stored.article.title,
      severity: severity,
      sourceCount: try alerts.sourceCount(of: firing),
      deliveries: deliveries
    )
  }

  private func outcome(of step: ThreadStep) -> DecisionOutcome? {
    for case .decided(let outcome, _) in step.effects { return outcome }
    return nil
  }

  private func firing(_ step: ThreadStep, _ episode: Int) throws -> Int64? {
    try alerts.firing(rule: step.thread.rule, threadKey: step.thread.key, episode: episode)
  }

  /// The firing that was there before this step, and is the thread's latest.
  private func openFiring(_ step: ThreadStep) throws -> Int64? {
    try step.thread.episode.flatMap { try firing(step, $0.number) }
  }
}

extension AlertReport {
  /// Its events, or the article itself.
  var evidence: [EvidenceKey] {
    events.isEmpty
      ? [EvidenceKey(article: article, event: 0)] : events.map { EvidenceKey(article: article, event: $0) }
  }
}
