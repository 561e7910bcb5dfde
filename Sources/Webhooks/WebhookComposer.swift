import Foundation
package import Model

/// Renders an alert once, in the endpoint's format. What is stored is what is sent, at every attempt.
package enum WebhookComposer {
  /// Events and sources told in one message; the rest is counted. Standard Webhooks asks for less than 20 kB.
  static let eventsMax = 10
  static let sourcesMax = 10
  static let summarySentencesMax = 3

  /// The message that tells an endpoint of an alert. `sequence` counts its endpoint's messages from 1; `id` is from
  /// `MessageID.make`, made once for each firing, change and endpoint.
  ///
  /// - Throws: `TemplateError` for an own template that does not render to JSON.
  package static func message(
    _ notice: AlertNotice,
    for endpoint: Endpoint,
    sequence: Int64,
    id: String
  ) throws(TemplateError) -> WebhookMessage {
    try message(OutgoingAlert(bounded(notice), sequence: sequence, id: id), for: endpoint)
  }

  /// The message that tells one endpoint of another one's trouble.
  ///
  /// - Throws: `TemplateError` for an own template that does not render to JSON.
  package static func message(
    _ trouble: EndpointTrouble,
    for endpoint: Endpoint,
    sequence: Int64,
    id: String
  ) throws(TemplateError) -> WebhookMessage {
    try message(OutgoingAlert(trouble, sequence: sequence, id: id), for: endpoint)
  }

  private static func message(
    _ alert: OutgoingAlert,
    for endpoint: Endpoint
  ) throws(TemplateError) -> WebhookMessage {
    var message = WebhookMessage(id: alert.id, type: alert.type, contentType: "application/json", body: [])
    switch endpoint.format {
    case .standard: message.body = StandardFormat.body(alert).bytes
    case .cloudEvents:
      message.contentType = "application/cloudevents+json; charset=UTF-8"
      message.body = CloudEventsFormat.structured(alert).bytes
    case .cloudEventsBinary:
      message.headers = CloudEventsFormat.binaryHeaders(alert)
      message.body = alert.data.bytes
    case .slack: message.body = SlackFormat.body(alert).bytes
    case .discord: message.body = DiscordFormat.body(alert).bytes
    case .teams: message.body = TeamsFormat.body(alert).bytes
    case .pagerDuty: message.body = PagerDutyFormat.body(alert, routingKey: endpoint.credential).bytes
    case .ntfy: message.body = NtfyFormat.body(alert, topic: NtfyFormat.topic(of: endpoint)).bytes
    case .mattermost: message.body = MattermostFormat.body(alert).bytes
    case .template: message.body = try TemplateFormat(endpoint.template ?? "").body(alert)
    }
    return message
  }

  /// The notice with its first events and sources: a story that a hundred outlets tell is still one message.
  private static func bounded(_ notice: AlertNotice) -> AlertNotice {
    var bounded = notice
    bounded.events = Array(notice.events.prefix(eventsMax))
    bounded.sources = notice.sources.prefix(sourcesMax).map { source in
      var source = source
      source.summary = Array(source.summary.prefix(summarySentencesMax))
      return source
    }
    return bounded
  }
}
