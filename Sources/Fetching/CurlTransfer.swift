import CLibcurl
import Foundation
import Model

/// One request at work: its easy handle, what has come so far, and what was refused on the way.
///
/// Lives and dies on the curl thread. libcurl's callbacks receive it as their context.
final class CurlTransfer {
  let easy: UnsafeMutableRawPointer
  let request: HTTPRequest
  private let id: UInt64
  /// Header lists, which libcurl reads until the transfer is over.
  var lists: [UnsafeMutablePointer<curl_slist>] = []
  /// Where libcurl writes its sentence about a failure.
  let errorText: UnsafeMutablePointer<CChar>

  private var status = 0
  private var headers = HTTPHeaders()
  private var headerBytes = 0
  private var headerCount = 0
  private var areHeadersComplete = false
  private var body: [UInt8] = []
  private var isBodyCut = false
  private var peer: IPAddress?
  /// What one of our own checks refused: wins over libcurl's code, which then only says that a callback stopped it.
  private var refusal: FetchError?
  /// The last address that the policy refused. A name may have others that are fine, so that it counts only where no
  /// connection came about.
  private var refusedAddress: FetchError?

  /// Makes a handle ready to be added to the multi handle.
  ///
  /// - Throws: what is wrong with the request itself: `FetchError.unsafeHeader`, `.addressRefused` for a number as a
  ///   host, `.certificateFile`.
  init(id: UInt64, request: HTTPRequest) throws(FetchError) {
    if let unsafe = request.headers.first(where: { !$0.isSafe }) { throw .unsafeHeader(unsafe.name) }
    if let address = request.url.literalAddress, let refusal = request.policy.refusal(of: address) {
      throw .addressRefused(host: request.url.host, address: address, refusal: refusal)
    }
    if let file = request.certificateAuthorityFile, access(file, R_OK) != 0 { throw .certificateFile(file) }
    guard let easy = curl_easy_init() else { throw .transport(code: 27, reason: "no memory") }
    self.easy = easy
    self.id = id
    self.request = request
    errorText = .allocate(capacity: curlx_error_size())
    errorText.initialize(repeating: 0, count: curlx_error_size())
    setOptions()
    setCallbacks()
  }

  deinit {
    curl_easy_cleanup(easy)
    lists.forEach(curl_slist_free_all)
    errorText.deallocate()
  }

  /// The id of the transfer that a handle belongs to.
  static func id(of easy: UnsafeMutableRawPointer) -> UInt64? {
    var context: UnsafePointer<CChar>?
    guard curlx_get_text(easy, CURLINFO_PRIVATE, &context) == CURLE_OK, let context else { return nil }
    return Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue().id
  }

  /// The answer, or why there is none, once libcurl is done with the handle.
  func result(_ code: CURLcode) -> Result<HTTPResponse, FetchError> {
    if let refusal { return .failure(refusal) }
    if let refusedAddress, code == CURLE_COULDNT_CONNECT || code == CURLE_ABORTED_BY_CALLBACK {
      return .failure(refusedAddress)
    }
    guard code == CURLE_OK || isBodyCut else { return .failure(failure(code)) }
    return .success(
      HTTPResponse(
        status: status,
        headers: headers,
        body: body,
        isBodyCut: isBodyCut,
        url: request.url,
        peer: peer,
        seconds: seconds,
        cookies: cookies()
      )
    )
  }

  private var seconds: Double { Double(offset(CURLINFO_TOTAL_TIME_T)) / 1e6 }

  private func cookies() -> [String] {
    var list: UnsafeMutablePointer<curl_slist>?
    guard curlx_get_list(easy, CURLINFO_COOKIELIST, &list) == CURLE_OK, let first = list else { return [] }
    defer { curl_slist_free_all(first) }
    return sequence(first: first, next: { $0.pointee.next }).compactMap {
      $0.pointee.data.map { String(cString: $0) }
    }
  }

  private func offset(_ info: CURLINFO) -> Int {
    var value: curl_off_t = 0
    return curlx_get_offset(easy, info, &value) == CURLE_OK ? Int(value) : 0
  }

  private func failure(_ code: CURLcode) -> FetchError {
    CurlFailure(
      code: code,
      detail: String(cString: errorText),
      request: request,
      interruption: Interruption(
        host: request.url.host,
        seconds: seconds,
        receivedBytes: body.count,
        status: areHeadersComplete ? status : nil,
        wasSent: offset(CURLINFO_PRETRANSFER_TIME_T) > 0
      ),
      certificateResult: certificateResult
    ).error
  }

  private var certificateResult: Int {
    var value = 0
    return curlx_get_long(easy, CURLINFO_SSL_VERIFYRESULT, &value) == CURLE_OK ? value : 0
  }
}

// MARK: - Callbacks

extension CurlTransfer {
  private func setCallbacks() {
    let context = Unmanaged.passUnretained(self).toOpaque()
    for option in [
      CURLOPT_PRIVATE, CURLOPT_WRITEDATA, CURLOPT_HEADERDATA, CURLOPT_OPENSOCKETDATA, CURLOPT_PREREQDATA,
    ] {
      curlx_set_pointer(easy, option, context)
    }
    curlx_set_pointer(easy, CURLOPT_ERRORBUFFER, errorText)
    curlx_set_data_function(easy, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
      CurlTransfer.of(context)?.receiveBody(UnsafeRawBufferPointer(start: bytes, count: size * count)) ?? 0
    }
    curlx_set_data_function(easy, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
      CurlTransfer.of(context)?.receiveHeader(UnsafeRawBufferPointer(start: bytes, count: size * count)) ?? 0
    }
    curlx_set_open_socket_function(easy) { context, _, address in
      guard let address, let transfer = CurlTransfer.of(context) else { return curlx_socket_refused() }
      return transfer.openSocket(address)
    }
    curlx_set_before_request_function(easy) { context, peer, _, _, _ in
      guard let peer, let transfer = CurlTransfer.of(context) else { return CURL_PREREQFUNC_ABORT }
      return transfer.mayRequest(from: String(cString: peer)) ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
    }
  }

  private static func of(_ context: UnsafeMutableRawPointer?) -> CurlTransfer? {
    context.map { Unmanaged<CurlTransfer>.fromOpaque($0).takeUnretainedValue() }
  }

  /// Decoded bytes of the body. Gives the count taken; less than all of them stops the transfer.
  private func receiveBody(_ bytes: UnsafeRawBufferPointer) -> Int {
    if body.isEmpty, let refused = refusedContent(bytes) {
      refusal = refused
      return 0
    }
    let room = request.limits.bodyBytesMax - body.count
    guard bytes.count > room else {
      body.append(contentsOf: bytes)
      return bytes.count
    }
    if request.bodyExcess == .isDropped {
      body.append(contentsOf: bytes.prefix(room))
      isBodyCut = true
    } else {
      refusal = .bodyTooLarge(host: request.url.host, limitBytes: request.limits.bodyBytesMax)
    }
    return 0
  }

  /// A page that is a film or an archive is known by its first bytes, and need not be fetched to its end.
  private func refusedContent(_ start: UnsafeRawBufferPointer) -> FetchError? {
    guard let accepted = request.acceptedKinds, (200...299).contains(status) else { return nil }
    let type = headers["content-type"]
    let kind = ContentKind(declared: type, body: start)
    return accepted.contains(kind) ? nil : .contentRefused(kind, type: type, url: request.url.text)
  }

  /// One header line with its line end.
  private func receiveHeader(_ bytes: UnsafeRawBufferPointer) -> Int {
    headerBytes += bytes.count
    headerCount += 1
    let limits = request.limits
    guard headerBytes <= limits.headerBytesMax, headerCount <= limits.headerCountMax else {
      refusal = .headersTooLarge(
        host: request.url.host,
        limitBytes: limits.headerBytesMax,
        limitCount: limits.headerCountMax
      )
      return 0
    }
    // Lines after the body (trailers) count, and are not kept.
    if !areHeadersComplete { readLine(bytes) }
    return bytes.count
  }

  private func readLine(_ line: UnsafeRawBufferPointer) {
    let text = Self.trimmed(line[...])
    if text.isEmpty {
      // An interim answer (1xx) is followed by the real one.
      areHeadersComplete = status >= 200
    } else if line.first == UInt8(ascii: " ") || line.first == UInt8(ascii: "\t") {
      headers.continueLast(with: String(decoding: text, as: UTF8.self))
    } else if text.starts(with: Self.statusLineStart) {
      headers = HTTPHeaders()
      let words = text.split(separator: UInt8(ascii: " "))
      status = words.count > 1 ? Int(String(decoding: words[1], as: UTF8.self)) ?? 0 : 0
    } else if let colon = text.firstIndex(of: UInt8(ascii: ":")) {
      headers.append(
        HeaderField(
          String(decoding: text[..<colon], as: UTF8.self),
          String(decoding: Self.trimmed(text[(colon + 1)...]), as: UTF8.self)
        )
      )
    }
  }

  private static let statusLineStart = Array("HTTP/".utf8)

  /// Without blanks and line ends around it.
  private static func trimmed(_ bytes: Slice<UnsafeRawBufferPointer>) -> Slice<UnsafeRawBufferPointer> {
    let isBlank: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0D).contains($0) }
    let start = bytes.firstIndex { !isBlank($0) } ?? bytes.endIndex
    let end = bytes.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? start
    return bytes[start..<end]
  }

  /// Called for every address that a name resolved to, just before connecting to it.
  private func openSocket(_ address: UnsafeMutablePointer<curl_sockaddr>) -> curl_socket_t {
    guard let target = IPAddress(socketAddress: curlx_socket_address(address)), permits(target) else {
      return curlx_socket_refused()
    }
    let kind = address.pointee
    return socket(kind.family, kind.socktype | Int32(SOCK_CLOEXEC.rawValue), kind.protocol)
  }

  /// Called before each request, also on a connection made earlier, for which no socket is opened.
  private func mayRequest(from peerText: String) -> Bool {
    peer = IPAddress(peerText)
    return peer.map(permits) ?? false
  }

  private func permits(_ address: IPAddress) -> Bool {
    guard let denied = request.policy.refusal(of: address) else { return true }
    refusedAddress = .addressRefused(host: request.url.host, address: address, refusal: denied)
    return false
  }
}
