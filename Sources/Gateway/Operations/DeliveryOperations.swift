internal import Exchange
internal import Foundation
internal import Model
internal import Storage

/// Deliveries, and the webhooks that they go to.
enum DeliveryOperations {
  static let all: [Operation] = [list, delivery, webhooks]

  private static let list = Operation(
    method: .get,
    path: "/api/v1/deliveries",
    name: "listDeliveries",
    summary: "What was sent or is to be, the newest first.",
    scope: .read,
    parameters: [
      .query("since", .moment, "Queued since."),
      .query("webhook", .words(charactersMax: 64), "Only to this webhook."),
      .query("failed", .bool, "true: only those that were given up."),
    ] + ArticleOperations.rowPaging,
    outcomes: [.json(.page(of: AlertForms.delivery.schema), "A page of deliveries.")]
  ) { asked, desk in
    var query = DeliveryQuery(limit: asked.limit)
    query.since = asked.moment("since", before: desk.stamp())
    query.endpoint = asked["webhook"]
    query.isFailed = asked["failed"] == "true"
    query.before = asked.row
    return .page(try desk.store.deliveries(query), as: AlertForms.delivery, limit: asked.limit) {
      "\($0.number)"
    }
  }

  private static let delivery = Operation(
    method: .get,
    path: "/api/v1/deliveries/{id}",
    name: "readDelivery",
    summary: "One delivery, attempt by attempt.",
    scope: .read,
    parameters: [.path("id", .id(.delivery), "Such as d2.")],
    outcomes: [.json(AlertForms.history.schema, "The delivery.")]
  ) { asked, desk in
    guard let history = try desk.store.delivery(asked.number("id")) else {
      throw Problem.notThere(asked["id"] ?? "")
    }
    return .json(AlertForms.history.json(history))
  }

  private static let webhooks = Operation(
    method: .get,
    path: "/api/v1/webhooks",
    name: "listWebhooks",
    summary: "Where alerts go, and how that fares. Addresses and secrets are not told.",
    scope: .read,
    outcomes: [.json(.list(AlertForms.webhook.schema), "Webhooks.")]
  ) { _, desk in .json(.array(try desk.store.endpoints().map(AlertForms.webhook.json))) }
}
