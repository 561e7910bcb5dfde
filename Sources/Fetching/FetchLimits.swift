/// What one request may cost. Each limit stops a server that never ends or a page that is no page.
package struct FetchLimits: Sendable, Hashable {
  /// Decoded bytes of the body. The largest of 245 news pages measured had 2.4 MB; 10 MiB leaves room for live blogs.
  package var bodyBytesMax = 10 << 20
  /// Header lines, trailers included. Browsers' servers send 10 to 60.
  package var headerCountMax = 200
  /// Bytes of all header lines together.
  package var headerBytesMax = 256 << 10
  /// Seconds until the connection, with TLS, stands.
  package var connectSecondsMax = 10.0
  /// Seconds for the whole of a fetch, over all its redirects.
  package var totalSecondsMax = 30.0
  /// A transfer slower than this for `lowSpeedSeconds` is given up.
  package var lowSpeedBytesPerSecond = 100
  /// For how many seconds a transfer may be slower than `lowSpeedBytesPerSecond`.
  package var lowSpeedSeconds = 15
  /// Redirects followed; consent pages of news sites take up to six.
  package var redirectsMax = 10

  /// The limits for a page.
  package init() {}
}
