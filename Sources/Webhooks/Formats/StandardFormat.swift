/// Standard Webhooks 1.0.0: `type`, `timestamp` of the event (not of the attempt) and `data`.
enum StandardFormat {
  static func body(_ alert: OutgoingAlert) -> OrderedJSON {
    .object(["type": .text(alert.type), "timestamp": .text(alert.timestamp), "data": alert.data])
  }
}
