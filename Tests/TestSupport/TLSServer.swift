import Foundation

/// A TLS server on 127.0.0.1 for tests: `openssl s_server`, which answers each GET with a page about the connection.
///
/// It stops when it is released, and by itself after a minute.
package final class TLSServer {
  package enum Certificate: Sendable {
    /// For 127.0.0.1 alone, signed by itself, valid until 2124.
    case good
    /// The same, and expired in 2021.
    case expired

    /// Certificate and key, in PEM.
    package var pem: String { self == .good ? Self.goodPEM : Self.expiredPEM }
  }

  package let port: Int
  /// The certificate's file, to be trusted or not.
  package let certificateFile: String
  private let process = Process()

  /// Where the tool stands on Debian, as part of what certificates need.
  private static let tool = "/usr/bin/openssl"

  /// True if there is an `openssl` to serve with.
  package static var isAvailable: Bool { FileManager.default.isExecutableFile(atPath: tool) }

  /// Starts a server with a certificate.
  package init(_ certificate: Certificate) throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "tls-\(UUID().uuidString).pem")
    try Data(certificate.pem.utf8).write(to: file)
    certificateFile = file.path
    let output = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/timeout")
    process.arguments = ["60", Self.tool, "s_server", "-www", "-accept", "127.0.0.1:0", "-cert", file.path]
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    port = Self.port(in: output.fileHandleForReading)
  }

  deinit {
    process.terminate()
    try? FileManager.default.removeItem(atPath: certificateFile)
  }

  /// The number in the line `ACCEPT 127.0.0.1:PORT`; 0 if the tool ends without it.
  private static func port(in output: FileHandle) -> Int {
    var text = ""
    while true {
      let bytes = output.availableData
      guard !bytes.isEmpty else { return 0 }
      text += String(decoding: bytes, as: UTF8.self)
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      for line in lines where line.hasPrefix("ACCEPT ") {
        return line.split(separator: ":").last.flatMap { Int($0) } ?? 0
      }
    }
  }
}

// Keys and certificates made for these tests, of use nowhere else.
extension TLSServer.Certificate {
  fileprivate static let goodPEM = """
    -----BEGIN CERTIFICATE-----
    MIIBYDCCAQagAwIBAgIBATAKBggqhkjOPQQDAjAWMRQwEgYDVQQDDAtUb2NzaW4g
    dGVzdDAgFw0yNDAxMDEwMDAwMDBaGA8yMTI0MDEwMTAwMDAwMFowFjEUMBIGA1UE
    AwwLVG9jc2luIHRlc3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAATmTCNhckvH
    mWtgjwUJ85Y/RZpi9Re4P1/8L2t8B19YqopD2X3XA990aZ8nlyghUxXZpDBEHri4
    WWOE0iZW937Io0MwQTAPBgNVHREECDAGhwR/AAABMA8GA1UdEwEB/wQFMAMBAf8w
    HQYDVR0OBBYEFEHGxkGXw8vk6qhrrvC5wGGsqb9EMAoGCCqGSM49BAMCA0gAMEUC
    IExDUT2YL/jxU5NIBuQuE7JMMDZQHUcSO7MSfFrwmFDcAiEA3aOgzUyQOwM4OZFx
    jbjZr29p8/HFbFJPrbPiYqlgDIY=
    -----END CERTIFICATE-----
    -----BEGIN EC PRIVATE KEY-----
    MHcCAQEEIFeapHwKGK8TOaKogu3Nd82lN5m9Lwiv/PA4///RtDwgoAoGCCqGSM49
    AwEHoUQDQgAE5kwjYXJLx5lrYI8FCfOWP0WaYvUXuD9f/C9rfAdfWKqKQ9l91wPf
    dGmfJ5coIVMV2aQwRB64uFljhNImVvd+yA==
    -----END EC PRIVATE KEY-----
    """

  fileprivate static let expiredPEM = """
    -----BEGIN CERTIFICATE-----
    MIIBXzCCAQSgAwIBAgIBAjAKBggqhkjOPQQDAjAWMRQwEgYDVQQDDAtUb2NzaW4g
    dGVzdDAeFw0yMDAxMDEwMDAwMDBaFw0yMTAxMDEwMDAwMDBaMBYxFDASBgNVBAMM
    C1RvY3NpbiB0ZXN0MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAElTmm7X/Po1Kl
    GpfMrvIe2DTHobKmMAzLzUg4bd0VB3Iqa3GExBdKjsav19r2HkpEHXfo7eWw0Ogk
    wx0xOQkAYaNDMEEwDwYDVR0RBAgwBocEfwAAATAPBgNVHRMBAf8EBTADAQH/MB0G
    A1UdDgQWBBRJQgD7hNNKGtPg4/MK7zzSbmMkADAKBggqhkjOPQQDAgNJADBGAiEA
    l+CZwTcx5nRvPWBCtoTRJGAmxDVAV5fQSn5ldnzfnh0CIQDPgR+Gw8rlB8mipwTm
    MI+pU6S+Ha/yoOReTmkahZ9C+g==
    -----END CERTIFICATE-----
    -----BEGIN EC PRIVATE KEY-----
    MHcCAQEEIJUtVblCATa3vol+ZE1IHOwaK61Ng4qFeExYwozlD7VyoAoGCCqGSM49
    AwEHoUQDQgAElTmm7X/Po1KlGpfMrvIe2DTHobKmMAzLzUg4bd0VB3Iqa3GExBdK
    jsav19r2HkpEHXfo7eWw0Ogkwx0xOQkAYQ==
    -----END EC PRIVATE KEY-----
    """
}
