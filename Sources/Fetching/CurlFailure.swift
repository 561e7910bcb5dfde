import CLibcurl

/// What a libcurl error code means, with what else is known of the transfer.
struct CurlFailure {
  let code: CURLcode
  /// libcurl's sentence for this very failure; may be empty.
  let detail: String
  let request: HTTPRequest
  let interruption: Interruption
  /// The result of OpenSSL's check of the certificate, 0 if it passed, 1 (unspecified) if it was not
  /// written.
  let certificateResult: Int

  /// The failure as a fact.
  var error: FetchError {
    let host = request.url.host
    switch code {
    case CURLE_URL_MALFORMAT: return .malformedURL(request.url.text, reason: reason)
    // An answer without a status line, as HTTP/0.9 had it, has the same code as an address of another protocol.
    case CURLE_UNSUPPORTED_PROTOCOL where interruption.wasSent:
      return .transport(code: Int(code.rawValue), reason: "the answer is no HTTP")
    case CURLE_UNSUPPORTED_PROTOCOL: return .schemeRefused(request.url.scheme)
    case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: return .hostNotFound(host)
    case CURLE_COULDNT_CONNECT: return .connectionFailed(host: host, port: request.url.port, reason: reason)
    case CURLE_OPERATION_TIMEDOUT: return timeOut
    case CURLE_FILESIZE_EXCEEDED:
      return .bodyTooLarge(host: host, limitBytes: request.limits.bodyBytesMax)
    case CURLE_BAD_CONTENT_ENCODING: return .undecodableBody(host: host, reason: reason)
    case CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_PARTIAL_FILE, CURLE_HTTP2,
      CURLE_HTTP2_STREAM:
      return .connectionLost(interruption)
    case CURLE_SSL_CACERT_BADFILE: return .certificateFile(request.certificateAuthorityFile ?? "")
    default:
      if let failure = tlsFailure { return .tls(host: host, failure, reason: reason) }
      return .transport(code: Int(code.rawValue), reason: reason)
    }
  }

  private var reason: String { detail.isEmpty ? String(cString: curl_easy_strerror(code)) : detail }

  /// libcurl has one code for both: its time limits and its speed limit.
  private var timeOut: FetchError {
    let limits = request.limits
    let isSlow = interruption.wasSent && interruption.seconds < limits.totalSecondsMax * 0.99
    return isSlow
      ? .tooSlow(interruption, bytesPerSecond: limits.lowSpeedBytesPerSecond) : .timedOut(interruption)
  }

  private var tlsFailure: TLSFailure? {
    switch code {
    case CURLE_PEER_FAILED_VERIFICATION:
      // The chain passed, or its result was not written yet because the name was looked at first.
      certificateResult <= 1 ? .wrongHost : Self.byCertificateResult[certificateResult] ?? .certificate
    case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CIPHER, CURLE_SSL_ENGINE_INITFAILED, CURLE_USE_SSL_FAILED:
      .handshake
    case CURLE_SSL_CERTPROBLEM, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS,
      CURLE_SSL_PINNEDPUBKEYNOTMATCH, CURLE_SSL_CRL_BADFILE:
      .certificate
    default: nil
    }
  }

  /// OpenSSL's `X509_V_ERR_…` numbers, from its manual page X509_STORE_CTX_get_error.
  private static let byCertificateResult: [Int: TLSFailure] = [
    2: .unknownIssuer, 9: .notYetValid, 10: .expired, 18: .selfSigned, 19: .selfSigned, 20: .unknownIssuer,
    21: .unknownIssuer, 23: .revoked, 62: .wrongHost, 64: .wrongHost,
  ]
}
