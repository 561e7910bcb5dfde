import CLibcurl
import Model

/// What each handle is told before it starts.
extension CurlTransfer {
  func setOptions() {
    setNumbers()
    set(CURLOPT_URL, request.url.text)
    set(CURLOPT_PROTOCOLS_STR, request.url.scheme)
    // Otherwise `http_proxy` and its kin in the environment would be used, and the address checks would see the proxy.
    set(CURLOPT_PROXY, "")
    if request.acceptsCodings { set(CURLOPT_ACCEPT_ENCODING, "") }
    // An empty file name turns the cookie engine on: some consent redirects loop until their cookie comes back.
    set(CURLOPT_COOKIEFILE, "")
    request.cookies.forEach { set(CURLOPT_COOKIELIST, $0) }
    if let file = request.certificateAuthorityFile { set(CURLOPT_CAINFO, file) }
    setMethod()
    setHeaders()
  }

  private func setNumbers() {
    let limits = request.limits
    for (option, value) in [
      (CURLOPT_NOSIGNAL, 1), (CURLOPT_FOLLOWLOCATION, 0), (CURLOPT_DISALLOW_USERNAME_IN_URL, 1),
      (CURLOPT_SSL_VERIFYPEER, 1), (CURLOPT_SSL_VERIFYHOST, 2),
      (CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2)),
      (CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS)),
      // Who asks a host while its first connection is being made learns first whether that can carry all: one handshake, and
      // not one for each.
      (CURLOPT_PIPEWAIT, 1),
      (CURLOPT_MAXAGE_CONN, CurlTransport.connectionIdleSecondsMax),
      (CURLOPT_CONNECTTIMEOUT_MS, Int(limits.connectSecondsMax * 1000)),
      (CURLOPT_TIMEOUT_MS, max(1, Int(limits.totalSecondsMax * 1000))),
      (CURLOPT_LOW_SPEED_LIMIT, limits.lowSpeedBytesPerSecond),
      (CURLOPT_LOW_SPEED_TIME, limits.lowSpeedSeconds),
    ] {
      let code = curlx_set_long(easy, option, value)
      precondition(code == CURLE_OK, "libcurl refused option \(option.rawValue)")
    }
    // Libraries older than 7.87 do not know it: there a name lookup at work holds up the end of its handle.
    curlx_set_long(easy, CURLOPT_QUICK_EXIT, 1)
    // It stops an announced length only; the counter in `receiveBody` is what holds.
    if request.bodyExcess == .fails {
      curlx_set_offset(easy, CURLOPT_MAXFILESIZE_LARGE, curl_off_t(limits.bodyBytesMax))
    }
  }

  private func set(_ option: CURLoption, _ text: String) {
    let code = curlx_set_text(easy, option, text)
    precondition(code == CURLE_OK, "libcurl refused option \(option.rawValue)")
  }

  private func setMethod() {
    switch request.method {
    case .get: curlx_set_long(easy, CURLOPT_HTTPGET, 1)
    case .options: set(CURLOPT_CUSTOMREQUEST, request.method.rawValue)
    case .post:
      curlx_set_long(easy, CURLOPT_POST, 1)
      curlx_set_offset(easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(request.body.count))
      request.body.withUnsafeBytes { bytes in
        // Copied by libcurl, by the size set before.
        _ = curlx_set_pointer(
          easy,
          CURLOPT_COPYPOSTFIELDS,
          UnsafeMutableRawPointer(mutating: bytes.baseAddress ?? UnsafeRawPointer(errorText))
        )
      }
    }
  }

  private func setHeaders() {
    var list: UnsafeMutablePointer<curl_slist>?
    for field in request.headers {
      // "Name;" is how libcurl is told of an empty value; "Name:" would remove the header.
      list = curl_slist_append(list, field.value.isEmpty ? "\(field.name);" : "\(field.name): \(field.value)")
    }
    // Above 1 MiB libcurl would ask for a "100 Continue" and wait for it.
    if request.method == .post { list = curl_slist_append(list, "Expect:") }
    guard let list else { return }
    lists.append(list)
    curlx_set_list(easy, CURLOPT_HTTPHEADER, list)
  }
}
