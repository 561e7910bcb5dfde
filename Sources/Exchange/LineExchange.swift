internal import Foundation

/// A request that a line may hold.
protocol LineRequest: Decodable, Sendable {
  /// Given back in the answer, whatever it is.
  var id: JSONValue? { get }
}

/// One run over lines: each is decoded, answered and encoded, one line out for each line in. Lines are decoded as they are
/// read and encoded as they are written, so that workers do nothing but work.
struct LineExchange<Request: LineRequest> {
  let jobs: Int

  /// Answers every line of a source.
  ///
  /// - Parameters:
  ///   - source: the requests.
  ///   - sink: where the answers go.
  ///   - work: from a request to what its answer is made of; runs on many lines at once.
  ///   - answer: the answer's own fields; runs on one line at a time, in order.
  /// - Returns: how many lines could not be answered.
  /// - Throws: `ExchangeError` where reading or writing fails.
  func run<Result: Sendable>(
    _ source: LineSource,
    to sink: LineSink,
    work: @escaping @Sendable (Request) throws(LineError) -> Result,
    answer: @escaping @Sendable (Result) -> any Encodable
  ) throws(ExchangeError) -> Int {
    var source = source
    let failures = Counter()
    try OrderedWork(jobs: jobs).run(
      take: { () throws(ExchangeError) in try source.next().map(DecodedLine<Request>.init) },
      size: { $0.byteCount },
      work: { line in
        Reply(
          id: line.id,
          line: line.number,
          outcome: line.request.flatMap { request in
            Swift.Result { () throws(LineError) in try work(request) }
          }
        )
      },
      give: { (reply: Reply<Result>) throws(ExchangeError) in
        let (line, isError) = reply.encoded(answer)
        if isError { failures.increment() }
        try sink.write(line)
      }
    )
    return failures.value
  }
}

/// A line as it was read: its request, or why it holds none.
private struct DecodedLine<Request: LineRequest>: Sendable {
  let id: JSONValue?
  let number: Int
  /// Of the line.
  let byteCount: Int
  let request: Swift.Result<Request, LineError>

  init(_ input: InputLine) {
    number = input.number
    switch input {
    case .tooLong:
      id = nil
      byteCount = 0
      request = .failure(
        LineError(
          "line-too-long",
          "a line may have \(LineSource.Limits.lineBytes >> 20) MiB; this one has more"
        )
      )
    case .line(let bytes, _):
      byteCount = bytes.count
      do {
        let decoded = try JSONDecoder().decode(Request.self, from: Data(bytes))
        (id, request) = (decoded.id, .success(decoded))
      } catch {
        id = (try? JSONDecoder().decode(IdentifiedLine.self, from: Data(bytes)))?.id
        request = .failure(LineError(decoding: error))
      }
    }
  }
}

/// What came of a line.
private struct Reply<Output: Sendable>: Sendable {
  let id: JSONValue?
  let line: Int
  let outcome: Swift.Result<Output, LineError>

  /// The answer's line, and whether it tells an error.
  func encoded(_ answer: (Output) -> any Encodable) -> (line: [UInt8], isError: Bool) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let envelope = Envelope(id: id, line: line, outcome: outcome.map(answer))
    do {
      let isError = if case .failure = outcome { true } else { false }
      return (SafeJSON.escaped(Array(try encoder.encode(envelope))), isError)
    } catch {
      let failure = LineError("not-encodable", "the answer cannot be written as JSON")
      let plain = Envelope(id: nil, line: line, outcome: .failure(failure))
      return ((try? encoder.encode(plain)).map { Array($0) } ?? Array("{}".utf8), true)
    }
  }
}

/// The id of a line whose other fields are wrong.
private struct IdentifiedLine: Decodable {
  let id: JSONValue?
}

/// An answer with the id of its request, or the line's number where it has none.
private struct Envelope: Encodable {
  let id: JSONValue?
  let line: Int
  let outcome: Swift.Result<any Encodable, LineError>

  private enum Key: String, CodingKey { case id, line, error }

  func encode(to encoder: any Encoder) throws {
    if case .success(let answer) = outcome { try answer.encode(to: encoder) }
    var container = encoder.container(keyedBy: Key.self)
    if let id { try container.encode(id, forKey: .id) } else { try container.encode(line, forKey: .line) }
    if case .failure(let failure) = outcome { try container.encode(failure.text, forKey: .error) }
  }
}

extension LineError {
  /// The wording of what a JSON decoder says.
  init(decoding error: any Error) {
    switch error {
    case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
      let field = context.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(
        separator: "."
      )
      self.init("bad-field", field.isEmpty ? "a line must be one JSON object" : "\(field) has the wrong type")
    case DecodingError.keyNotFound(let key, _):
      self.init("missing-field", "\(key.stringValue) is missing")
    case let error as LineError:
      self = error
    default:
      self.init("bad-json", "the line is not one JSON object in UTF-8")
    }
  }
}
