/// Makes one HTTP request: libcurl in the product, written answers in tests of what stands above it.
package protocol Transport: Sendable {
  /// The answer, whatever its status. Redirects are not followed.
  ///
  /// - Throws: `FetchError` where there is no answer within the request's limits; `.cancelled` if the task is.
  func send(_ request: HTTPRequest) async throws(FetchError) -> HTTPResponse
}
