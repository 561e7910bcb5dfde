internal import NIOCore

/// What a request may cost. Each has a reason.
enum GatewayLimits {
  /// The longest articles have some hundred KiB, pages a few MiB.
  static let bodyBytesMax = 4 << 20
  /// A page's form is a token or a note.
  static let formBytesMax = 16 << 10
  /// Browsers send a few KiB.
  static let headerBytesMax = 16 << 10
  static let headersMax = 64
  /// Clients of a desk, each with a few connections, and listeners besides.
  static let connectionsMax = 256
  /// Those who listen to what fires.
  static let listenersMax = 64
  /// A connection that neither sends nor gets anything for so long is closed.
  static let idleTime = TimeAmount.seconds(30)
  /// A body that takes longer is sent by nobody in earnest.
  static let bodySecondsMax = 20.0
}
