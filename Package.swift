// swift-tools-version: 6.2

import PackageDescription

// Libraries of others, by exact version: no resolved file is kept, and what was tested is what is built.
let dependencies: [Package.Dependency] = [
  .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
  .package(url: "https://github.com/apple/swift-collections", exact: "1.6.0"),
  .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
  .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0", traits: []),
  .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
  .package(url: "https://github.com/apple/swift-metrics", exact: "2.13.0"),
  .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
  .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
  .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1", traits: []),
  .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
  .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
]
let commandLine = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let heap = Target.Dependency.product(name: "HeapModule", package: "swift-collections")
let cryptography = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let meters = Target.Dependency.product(name: "CoreMetrics", package: "swift-metrics")
let network = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let signals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let database = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let templates = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let httpServer = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let httpServerCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")

// The layers, from bottom to top. A room imports only rooms that stand above it in this table.
let rooms: [Target] = [
  // 0. C: system libraries, and what hands their work to Swift in flat arrays.
  .systemLibrary(name: "CBrotli", pkgConfig: "libbrotlidec", providers: [.apt(["libbrotli-dev"])]),
  .systemLibrary(name: "CLibcurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
  .systemLibrary(name: "CLibedit", pkgConfig: "libedit", providers: [.apt(["libedit-dev"])]),
  .systemLibrary(name: "CLibpq", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
  .systemLibrary(name: "CLibpcre2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
  .systemLibrary(name: "CLibpsl", pkgConfig: "libpsl", providers: [.apt(["libpsl-dev"])]),
  .systemLibrary(name: "CLibstemmer", providers: [.apt(["libstemmer-dev"])]),
  .systemLibrary(name: "CLibuchardet", pkgConfig: "uchardet", providers: [.apt(["libuchardet-dev"])]),
  .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
  .systemLibrary(name: "CZstandard", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
  .systemLibrary(name: "CLibxml2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
  .target(name: "CMarkup", dependencies: ["CLibxml2"]),
  .target(name: "CLanguageIdentifier", linkerSettings: [.linkedLibrary("cld2")]),
  .target(name: "CEmbeddedData", exclude: ["data"]),
  .target(name: "CProcessor"),

  // 1. Values, and text analysed once for all who need it.
  room("EmbeddedData", ["CEmbeddedData"], callsC: true),
  room("Model"),
  room("Text", ["CLibstemmer", "EmbeddedData", "Model"], callsC: true),

  // 2. What one library, table or source of knowledge gives.
  room("EventCodes", ["EmbeddedData", "Model"]),
  room("Markup", ["CMarkup", "CLibuchardet", "EmbeddedData", "Text", "Model"], callsC: true),
  room("Language", ["CLanguageIdentifier", "CProcessor", "EmbeddedData", "Text", "Model"], callsC: true),
  room("Actors", ["EmbeddedData", "Text", "Model"]),
  room("LinearModels", ["EmbeddedData", "Text", "Model"]),
  room("Temporal", ["EmbeddedData", "Text", "Model"]),
  room("Compression", ["CBrotli", "CZlib", "CZstandard"], callsC: true),
  room("Fetching", ["CLibcurl", "Model"], callsC: true),
  room("Terminal", ["CLibedit", "Model"], callsC: true),
  room("Patterns", ["CLibpcre2"], callsC: true),
  room("Postgres", ["CLibpq"], callsC: true),
  room("Storage", ["Postgres", "Text", "Model", cryptography, database]),
  room("WebArchives", ["Compression", "Fetching", "Model", cryptography]),

  // 3. What Tocsin exists for.
  room("Extraction", ["CLibpsl", "Markup", "EmbeddedData", "Text", "Model"]),
  room("Feeds", ["Extraction", "Markup", "Model"]),
  room("Watching", ["Fetching", "Feeds", "Extraction", "Model"]),
  room("Summarization", ["Language", "Text", "EmbeddedData", "Model"]),
  room("Newsworthiness", ["LinearModels", "EmbeddedData", "Text", "Model"]),
  room(
    "Escalation",
    [
      "Newsworthiness", "LinearModels", "Actors", "EventCodes", "Temporal", "Language", "Text",
      "EmbeddedData",
      "Model",
    ]
  ),
  room("Stories", ["Actors", "Text", "EmbeddedData", "Model"]),
  room("Alerting", ["EventCodes", "Patterns", "Model", heap]),

  // 4. Out into the world.
  room("Webhooks", ["EventCodes", "Fetching", "Model", cryptography, templates]),

  // 5. The stages in order.
  room(
    "Pipeline",
    [
      "Compression", "Fetching", "Extraction", "Feeds", "Language", "Text", "Summarization", "Escalation",
      "Stories", "Alerting", "Watching",
      "Webhooks", "Storage", "EventCodes", "Actors", "Model",
    ]
  ),

  // 6. What goes on while nobody types.
  room("Service", ["Pipeline", "Webhooks", "Watching", "Storage", "Fetching", "Model", logging, lifecycle]),

  // 7. To other programs in JSON Lines, to people in one command language.
  room(
    "Exchange",
    ["Pipeline", "Fetching", "EventCodes", "Extraction", "Language", "Stories", "Text", "Model"]
  ),
  room(
    "Board",
    [
      "Pipeline", "Webhooks", "Alerting", "Stories", "Storage", "EventCodes", "EmbeddedData", "Model",
      templates,
    ]
  ),
  room(
    "Gateway",
    [
      "Board", "Exchange", "Service", "Pipeline", "Webhooks", "Alerting", "Stories", "Storage", "Fetching",
      "Feeds", "Extraction", "EventCodes", "Model", cryptography, httpServer, httpServerCore, httpTypes,
      logging, lifecycle, meters, network,
    ]
  ),
  room(
    "Console",
    [
      "Terminal", "Board", "Gateway", "Exchange", "Service", "Pipeline", "Webhooks", "Alerting", "Stories",
      "Storage", "Fetching", "Feeds", "Watching", "WebArchives", "Extraction", "EventCodes", "Actors",
      "EmbeddedData", "Model", commandLine, logging, lifecycle,
      signals,
    ]
  ),

  // 8. The program. A release carries Swift's runtime within: it runs where no Swift is installed, starts sooner and calls it
  // directly.
  .executableTarget(
    name: "tocsin",
    dependencies: ["Console"],
    swiftSettings: settings(callsC: false),
    linkerSettings: [
      .unsafeFlags(
        [
          "-static-stdlib", "-lCoreFoundation", "-l_FoundationCShims", "-l_FoundationCollections",
          "-l_FoundationICU",
        ],
        .when(configuration: .release)
      )
    ]
  ),
]

let tests: [Target] = [
  .target(
    name: "TestSupport",
    dependencies: [database],
    path: "Tests/TestSupport",
    swiftSettings: settings(callsC: true)
  ),
  .target(
    name: "StoreSupport",
    dependencies: ["TestSupport", "Storage", "Postgres"],
    path: "Tests/StoreSupport",
    swiftSettings: settings(callsC: true)
  ),
  .target(
    name: "VirtualNewsroom",
    dependencies: [
      "Service", "Pipeline", "Watching", "Storage", "Fetching", "Model", "TestSupport", logging,
    ],
    path: "Tests/VirtualNewsroom",
    swiftSettings: settings(callsC: false)
  ),
  tests("Model"),
  tests("Postgres", ["StoreSupport"]),
  tests("Storage", ["Postgres", "StoreSupport", "Model"]),
  tests("Exchange", ["Pipeline"]),
  tests("Text"),
  tests("Temporal", ["Model", "Text"]),
  tests("Escalation", ["EmbeddedData", "EventCodes", "Text", "Model"]),
  tests("Actors", ["EmbeddedData", "Model", "Text"]),
  tests("EventCodes", ["EmbeddedData", "Model"]),
  tests("Terminal"),
  tests("Patterns"),
  tests("Alerting", ["Patterns", "Model"]),
  tests(
    "Pipeline",
    [
      "Alerting", "Actors", "Compression", "Extraction", "Feeds", "Fetching", "Storage", "Stories", "Text",
      "Watching",
      "Webhooks", "StoreSupport", "Model",
    ]
  ),
  tests(
    "Service",
    [
      "Alerting", "Feeds", "Fetching", "Pipeline", "Watching", "Webhooks", "Storage", "Model",
      "StoreSupport", "VirtualNewsroom",
      logging,
    ]
  ),
  tests("Console", ["Alerting", "Pipeline", "Terminal", commandLine]),
  tests("Summarization", ["Text", "Model"]),
  tests("Markup"),
  tests("Extraction", ["Model"]),
  tests("Feeds", ["Extraction", "Model"]),
  tests("Compression"),
  tests("WebArchives", ["Compression", "Fetching", "Model"]),
  tests("Watching", ["Feeds", "Fetching", "Model"]),
  tests("Fetching", ["Model"]),
  tests("Language", ["Text"]),
  tests("Webhooks", ["Fetching", "Pipeline", "Storage", "StoreSupport", "Model"]),
  tests("Stories", ["Text", "Model"]),
  .testTarget(
    name: "EndToEndTests",
    dependencies: ["StoreSupport", "TestSupport", "tocsin"],
    swiftSettings: settings(callsC: true)
  ),
]

// What makes the tables that the program carries, what attacks it, and what measures it. None of it is built unless it is
// asked for: `TOCSIN_TOOLS=1 swift build -c release --product NAME`.
let tools: [Target] = [
  tool(
    "tocsin-language",
    in: "Tools/LanguageTraining",
    ["Language", "Text", "TrainingSupport"],
    callsC: true
  ),
  tool(
    "ExtractionTraining",
    in: "Tools/ExtractionTraining",
    ["Extraction", "Feeds", "Markup", "Model", "TrainingSupport"]
  ),
  tool("SummaryTraining", in: "Tools/SummaryTraining", ["Summarization", "Text", "Model"]),
  tool(
    "JudgementTraining",
    in: "Tools/JudgementTraining",
    ["Escalation", "Newsworthiness", "Actors", "LinearModels", "Text", "Model", "TrainingSupport"]
  ),
  tool(
    "StoriesTraining",
    in: "Tools/StoriesTraining",
    ["Pipeline", "Stories", "Text", "Model", "TrainingSupport"],
    exclude: ["pairs.tsv"]
  ),
  .target(
    name: "TrainingSupport",
    path: "Sources/Tools/TrainingSupport",
    swiftSettings: settings(callsC: false)
  ),
  tool(
    "Fuzzer",
    in: "Tools/Fuzzer",
    [
      "Alerting", "Exchange", "Extraction", "Feeds", "Fetching", "Markup", "Pipeline", "Storage", "Temporal",
      "Terminal", "Text", "Webhooks", "Model",
    ],
    callsC: true,
    isOneFile: true
  ),
  tool(
    "ExtractionBenchmark",
    in: "Benchmarks/ExtractionBenchmark",
    ["Extraction", "Feeds", "Markup", "Model"]
  ),
  tool("FetchingBenchmark", in: "Benchmarks/FetchingBenchmark", ["Fetching", "Model"], isOneFile: true),
  tool(
    "WatchingBenchmark",
    in: "Benchmarks/WatchingBenchmark",
    ["VirtualNewsroom", "Storage"],
    isOneFile: true
  ),
  tool("AlertingBenchmark", in: "Benchmarks/AlertingBenchmark", ["Alerting", "Model"], isOneFile: true),
  tool(
    "BacktestBenchmark",
    in: "Benchmarks/BacktestBenchmark",
    ["Pipeline", "Storage", "Alerting", "Model"],
    isOneFile: true
  ),
  tool(
    "StoriesBenchmark",
    in: "Benchmarks/StoriesBenchmark",
    ["Alerting", "Fetching", "Pipeline", "Storage", "Stories", "Text", "Model", "TrainingSupport", database],
    callsC: true
  ),
  tool(
    "DeliveryBenchmark",
    in: "Benchmarks/DeliveryBenchmark",
    ["Pipeline", "Webhooks", "Storage", "Fetching", "Model", "TestSupport"],
    callsC: true
  ),
]

let package = Package(
  name: "tocsin",
  products: [.executable(name: "tocsin", targets: ["tocsin"])],
  dependencies: dependencies,
  targets: rooms + tests + (Context.environment["TOCSIN_TOOLS"] == "1" ? tools : [])
)

/// A Swift module of the product.
func room(_ name: String, _ dependencies: [Target.Dependency] = [], callsC: Bool = false) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings(callsC: callsC))
}

/// The tests of one room, which may use the rooms below it too.
func tests(_ name: String, _ others: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: "\(name)Tests",
    dependencies: [.byName(name: name), "TestSupport"] + others,
    swiftSettings: settings(callsC: true)
  )
}

/// A program of those who work on Tocsin; `isOneFile` for one whose only file is not called `main.swift`.
func tool(
  _ name: String,
  in folder: String,
  _ dependencies: [Target.Dependency],
  exclude: [String] = [],
  callsC: Bool = false,
  isOneFile: Bool = false
) -> Target {
  .executableTarget(
    name: name,
    dependencies: dependencies,
    path: "Sources/\(folder)",
    exclude: exclude,
    swiftSettings: settings(callsC: callsC) + (isOneFile ? [.unsafeFlags(["-parse-as-library"])] : [])
  )
}

/// Strict memory safety is on wherever a module makes no C calls.
func settings(callsC: Bool) -> [SwiftSetting] {
  [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
  ] + (callsC ? [] : [.strictMemorySafety()])
}
