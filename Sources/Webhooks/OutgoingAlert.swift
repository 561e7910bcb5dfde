import Model

/// A message on its way out, as every format is given it.
struct OutgoingAlert {
  let id: String
  /// Such as `tocsin.alert.fired`.
  let type: String
  /// When the change came about, RFC 3339.
  let timestamp: String
  let sequence: Int64
  /// The same for all messages about one firing, or one endpoint's trouble.
  let fingerprint: String
  /// Nil where events are not coded.
  let severity: Double?
  /// True if what the fingerprint names is over.
  let isResolved: Bool
  /// The firing as `f9`; nil for an endpoint's trouble.
  let firing: String?
  /// The rule's name, or what else the message is about.
  let subject: String
  /// The domain of the first source, where there is one.
  let domain: String?
  var words: AlertWords
  let data: OrderedJSON

  /// An alert.
  init(_ notice: AlertNotice, sequence: Int64, id: String) {
    self.id = id
    self.sequence = sequence
    type = AlertPayload.type(of: notice.change)
    timestamp = AlertPayload.timestamp(notice.time)
    // An exercise must not be joined with a real alert's messages.
    fingerprint = notice.change.isExercise ? id : notice.fingerprint
    severity = notice.severity
    isResolved = notice.change == .resolved
    firing = RecordID(.firing, notice.firing).description
    subject = ForeignText.cleaned(notice.rule)
    domain = notice.sources.first?.domain
    words = AlertWords(notice)
    data = AlertPayload.data(notice, sequence: sequence)
  }

  /// News of another endpoint.
  init(_ trouble: EndpointTrouble, sequence: Int64, id: String) {
    self.id = id
    self.sequence = sequence
    type = EndpointTrouble.typePrefix + trouble.change
    timestamp = AlertPayload.timestamp(trouble.time)
    fingerprint = "endpoint/\(trouble.endpoint)"
    severity = trouble.state == .active ? 0 : 6
    isResolved = trouble.state == .active
    firing = nil
    subject = "delivery"
    domain = nil
    words = AlertWords(trouble)
    data = trouble.data
  }

  /// News of a message that was given up.
  init(_ exhaustion: DeliveryExhaustion, sequence: Int64, id: String) {
    self.id = id
    self.sequence = sequence
    type = DeliveryExhaustion.type
    timestamp = AlertPayload.timestamp(exhaustion.time)
    fingerprint = "delivery/\(RecordID(.delivery, exhaustion.delivery))"
    severity = 6
    isResolved = false
    firing = exhaustion.firing.map { RecordID(.firing, $0).description }
    subject = "delivery"
    domain = nil
    words = AlertWords(exhaustion)
    data = exhaustion.data
  }

  /// News of a watch.
  init(_ notice: WatchNotice, sequence: Int64, id: String) {
    self.id = id
    self.sequence = sequence
    type = WatchNotice.typePrefix + notice.change.rawValue
    timestamp = AlertPayload.timestamp(notice.time)
    fingerprint = "watch/\(notice.watch)"
    severity = notice.isGood ? 0 : 6
    isResolved = notice.isGood
    firing = nil
    subject = "watch"
    domain = nil
    words = AlertWords(notice)
    data = notice.data
  }

  /// What stands below a message: the firing's id, to be typed at Tocsin's prompt.
  var footer: String { ["Tocsin", firing].compactMap { $0 }.joined(separator: " ") }
}
