internal import Exchange
internal import Foundation
internal import Model
internal import Pipeline
internal import Service
internal import Storage

/// What was sent or is to be.
enum DeliveryOperations {
  static let all: [Operation] = [list, delivery, replay]

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
    return .page(try desk.store.outbox.deliveries(query), as: AlertForms.delivery, limit: asked.limit) {
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
    guard let history = try desk.store.outbox.delivery(asked.number("id")) else {
      throw Problem.notThere(asked["id"] ?? "")
    }
    return .json(AlertForms.history.json(history))
  }

  private static let replay = Operation(
    method: .post,
    path: "/api/v1/deliveries/{id}/replay",
    name: "replayDelivery",
    summary: "Sends a delivery again, with the same message and id.",
    scope: .write,
    parameters: [.path("id", .id(.delivery), "Such as d2.")],
    outcomes: [.json(AlertForms.delivery.schema, "It is to be sent again.")],
    problems: [409]
  ) { asked, desk in
    let (id, number) = (asked["id"] ?? "", asked.number("id"))
    guard try desk.store.outbox.delivery(number) != nil else { throw Problem.notThere(id) }
    let replayed = try EndpointActions(store: desk.store).replay([number], at: Date())
    guard !replayed.isEmpty, let delivery = try desk.store.outbox.delivery(number)?.delivery else {
      throw Problem(
        409,
        "not-replayed",
        "\(id) is not sent again: it waits, is under way, or its webhook or its message is gone"
      )
    }
    desk.service.wake()
    return .json(AlertForms.delivery.json(delivery))
  }
}
