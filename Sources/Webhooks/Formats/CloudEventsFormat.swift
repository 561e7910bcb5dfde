import Model

/// CloudEvents 1.0 with the JSON event format and the HTTP protocol binding.
enum CloudEventsFormat {
  /// Together with the id it names an event: a retry keeps both.
  static let source = "/tocsin/alerts"

  /// One object with the attributes at its top and the payload in `data`.
  static func structured(_ alert: OutgoingAlert) -> OrderedJSON {
    let members = attributes(alert).map { OrderedJSON.Member(name: $0.name, value: .text($0.value)) }
    return .object(
      members + [
        OrderedJSON.Member(name: "datacontenttype", value: .text("application/json")),
        OrderedJSON.Member(name: "data", value: alert.data),
      ]
    )
  }

  /// The attributes as headers; the payload is the body. `ce-datacontenttype` must not appear: it is the content type.
  static func binaryHeaders(_ alert: OutgoingAlert) -> [HeaderField] {
    attributes(alert).map { HeaderField("ce-\($0.name)", percentEncoded($0.value)) }
  }

  /// `subject` is the alert's fingerprint; `sequence`, `band` and `severity` are extensions, the latter two left out where
  /// events are not coded.
  private static func attributes(_ alert: OutgoingAlert) -> [(name: String, value: String)] {
    let severity = alert.severity.map { [("band", alert.words.band.rawValue), ("severity", String($0))] }
    return [
      ("specversion", "1.0"), ("id", alert.id), ("source", source), ("type", alert.type),
      ("subject", alert.fingerprint), ("time", alert.timestamp), ("sequence", String(alert.sequence)),
    ] + (severity ?? [])
  }

  /// Space, `"`, `%` and all outside U+0021 to U+007E as `%XX` of its UTF-8 (HTTP binding, section 3.1.3.2).
  static func percentEncoded(_ text: String) -> String {
    text.utf8.reduce(into: "") { encoded, byte in
      if (0x21...0x7E).contains(byte), byte != UInt8(ascii: "\""), byte != UInt8(ascii: "%") {
        encoded.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        encoded += "%" + String(repeating: "0", count: 2 - digits.count) + digits
      }
    }
  }
}
