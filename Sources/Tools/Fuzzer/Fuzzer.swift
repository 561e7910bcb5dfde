import Foundation

// Gives whatever takes foreign bytes whatever libFuzzer thinks of. Built by `Scripts/fuzz` with TOCSIN_TOOLS=1,
// `--sanitize=fuzzer` and `--sanitize=address`; TOCSIN_FUZZ_TARGET names the target.

/// What is given the bytes.
enum FuzzTarget: String, CaseIterable {
  case pages, feeds, charsets, conditions, lines, templates, dates, addresses, terminal, store

  /// The target of this run.
  static let current: FuzzTarget = {
    let name = ProcessInfo.processInfo.environment["TOCSIN_FUZZ_TARGET"] ?? "pages"
    guard let target = FuzzTarget(rawValue: name) else {
      fatalError("TOCSIN_FUZZ_TARGET is one of \(allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return target
  }()

  func run(_ bytes: [UInt8]) {
    switch self {
    case .pages: PageTarget.run(bytes)
    case .feeds: FeedTarget.run(bytes)
    case .charsets: CharsetTarget.run(bytes)
    case .conditions: ConditionTarget.run(bytes)
    case .lines: LineTarget.run(bytes)
    case .templates: TemplateTarget.run(bytes)
    case .dates: DateTarget.run(bytes)
    case .addresses: AddressTarget.run(bytes)
    case .terminal: TerminalTarget.run(bytes)
    case .store: StoreTarget.run(bytes)
    }
  }
}

/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let start, count > 0 else { return 0 }
  FuzzTarget.current.run(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}
