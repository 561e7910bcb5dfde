import Foundation
package import Model

/// Renders an alert once, in the endpoint's format. What is stored is what is sent, at every attempt.
package enum WebhookComposer {
  /// `data` is made to fit into so many bytes, and what stands around it into the rest of the 20 kB that Standard Webhooks
  /// advises.
  static let dataBytesMax = 18_000

  /// The message that tells an endpoint of an alert. `sequence` counts its endpoint's messages from 1; `id` is from
  /// `MessageID.make`, made once for each firing, change and endpoint.
  ///
  /// An own template that does not render to JSON keeps no alert back: the message goes out in the standard form, and its
  /// `note` says why.
  package static func message(
    _ notice: AlertNotice,
    for endpoint: Endpoint,
    sequence: Int64,
    id: String
  ) -> WebhookMessage {
    certain(fitting(notice, sequence: sequence, id: id), for: endpoint)
  }

  /// The message that tells one endpoint of another one's trouble.
  package static func message(
    _ trouble: EndpointTrouble,
    for endpoint: Endpoint,
    sequence: Int64,
    id: String
  ) -> WebhookMessage {
    certain(OutgoingAlert(trouble, sequence: sequence, id: id), for: endpoint)
  }

  /// The message that tells one endpoint that a message to another was given up.
  package static func message(
    _ exhaustion: DeliveryExhaustion,
    for endpoint: Endpoint,
    sequence: Int64,
    id: String
  ) -> WebhookMessage {
    certain(OutgoingAlert(exhaustion, sequence: sequence, id: id), for: endpoint)
  }

  /// The message that tells an endpoint of a watch.
  package static func message(
    _ notice: WatchNotice,
    for endpoint: Endpoint,
    sequence: Int64,
    id: String
  ) -> WebhookMessage {
    certain(OutgoingAlert(notice, sequence: sequence, id: id), for: endpoint)
  }

  /// A message as it would be rendered.
  ///
  /// - Throws: `TemplateError` for an own template that does not render to JSON.
  package static func preview(
    _ notice: AlertNotice,
    for endpoint: Endpoint,
    sequence: Int64,
    id: String
  ) throws(TemplateError) -> WebhookMessage {
    try message(fitting(notice, sequence: sequence, id: id), for: endpoint)
  }

  /// What a story that a hundred outlets tell, or a page that is all headline, is cut down to.
  private static func fitting(_ notice: AlertNotice, sequence: Int64, id: String) -> OutgoingAlert {
    let cut = MessageBudget.steps.lazy
      .map { OutgoingAlert(notice.bounded($0), sequence: sequence, id: id) }
      .first { $0.data.bytes.count <= dataBytesMax }
    var alert = cut ?? OutgoingAlert(notice.bounded(.least), sequence: sequence, id: id)
    // Chats have limits of their own for words.
    alert.words = AlertWords(notice.bounded(.words))
    return alert
  }

  private static func certain(_ alert: OutgoingAlert, for endpoint: Endpoint) -> WebhookMessage {
    do throws(TemplateError) {
      return try message(alert, for: endpoint)
    } catch {
      var message = WebhookMessage(
        id: alert.id,
        type: alert.type,
        contentType: "application/json",
        body: StandardFormat.body(alert).bytes
      )
      message.note = "\(error.reason): sent in the standard form instead"
      return message
    }
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
}
