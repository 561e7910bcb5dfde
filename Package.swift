// swift-tools-version: 6.2

import PackageDescription

// The layers, from bottom to top. A room imports only rooms that stand above it in this file.

let package = Package(
  name: "tocsin",
  products: [.executable(name: "tocsin", targets: ["tocsin"])],
  dependencies: [
    // By exact version: no resolved file is kept, and what was tested is what is built.
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", exact: "1.6.0"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
  ],
  targets: [
    // 0. C: system libraries, and what hands their work to Swift in flat arrays.
    .systemLibrary(name: "CLibcurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .systemLibrary(name: "CLibedit", pkgConfig: "libedit", providers: [.apt(["libedit-dev"])]),
    .systemLibrary(name: "CLibpcre2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
    .systemLibrary(name: "CLibpsl", pkgConfig: "libpsl", providers: [.apt(["libpsl-dev"])]),
    .systemLibrary(name: "CLibstemmer", providers: [.apt(["libstemmer-dev"])]),
    .systemLibrary(name: "CLibuchardet", pkgConfig: "uchardet", providers: [.apt(["libuchardet-dev"])]),
    .systemLibrary(name: "CLibxml2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .target(name: "CMarkup", dependencies: ["CLibxml2"]),
    .target(name: "CLanguageIdentifier", linkerSettings: [.linkedLibrary("cld2")]),
    .target(name: "CEmbeddedData", exclude: ["data"]),
    .target(name: "CProcessor"),

    // 1. Values, and text analysed once for all who need it.
    room("EmbeddedData", ["CEmbeddedData"], memorySafe: false),
    room("Model"),
    room("Text", ["CLibstemmer", "EmbeddedData", "Model"], memorySafe: false),

    // 2. What one library, table or source of knowledge gives.
    room("EventCodes", ["EmbeddedData", "Model"]),
    room("Markup", ["CMarkup", "CLibuchardet", "EmbeddedData", "Text", "Model"], memorySafe: false),
    room(
      "Language",
      ["CLanguageIdentifier", "CProcessor", "EmbeddedData", "Text", "Model"],
      memorySafe: false
    ),
    room("Actors", ["EmbeddedData", "Text", "Model"]),
    room("LinearModels", ["EmbeddedData", "Text", "Model"]),
    room("Temporal", ["EmbeddedData", "Text", "Model"]),
    room("Fetching", ["CLibcurl", "Model"], memorySafe: false),
    room("Terminal", ["CLibedit"], memorySafe: false),
    room("Patterns", ["CLibpcre2"], memorySafe: false),
    room(
      "Storage",
      [
        "Model", .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "GRDB", package: "GRDB.swift"),
      ]
    ),

    // 3. What Tocsin exists for.
    room("Extraction", ["CLibpsl", "Markup", "EmbeddedData", "Text", "Model"]),
    room("Feeds", ["Extraction", "Markup", "Model"]),
    room("Summarization", ["Language", "Text", "EmbeddedData", "Model"]),
    room("Newsworthiness", ["LinearModels", "EmbeddedData", "Text", "Model"]),
    room(
      "Escalation",
      [
        "Newsworthiness", "LinearModels", "Actors", "EventCodes", "Temporal", "Language", "Text",
        "EmbeddedData", "Model",
      ]
    ),
    room("Stories", ["Actors", "Text", "EmbeddedData", "Model"]),
    room(
      "Alerting",
      ["EventCodes", "Patterns", "Model", .product(name: "HeapModule", package: "swift-collections")]
    ),

    // 4. Out into the world.
    room(
      "Webhooks",
      [
        "EventCodes", "Fetching", "Model", .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Mustache", package: "swift-mustache"),
      ]
    ),

    // 5. The stages in order, and what runs.
    room(
      "Pipeline",
      [
        "Fetching", "Extraction", "Feeds", "Language", "Text", "Summarization", "Escalation", "Stories",
        "Alerting",
        "Webhooks", "Storage", "EventCodes", "Actors", "Model",
      ]
    ),

    // 6. To other programs in JSON Lines, to people in one command language.
    room("Exchange", ["Pipeline", "EventCodes", "Extraction", "Language", "Stories", "Text", "Model"]),
    room(
      "Console",
      [
        "Terminal", "Exchange", "Pipeline", "Webhooks", "Alerting", "Stories", "Storage", "Fetching", "Feeds",
        "Extraction", "EventCodes", "Model",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ]
    ),

    // 7. The program.
    .executableTarget(
      name: "tocsin",
      dependencies: ["Console"],
      swiftSettings: settings(memorySafe: true),
      linkerSettings: [.unsafeFlags(swiftWithin, .when(configuration: .release))]
    ),

    // Tests.
    .target(
      name: "TestSupport",
      dependencies: [.product(name: "GRDB", package: "GRDB.swift")],
      path: "Tests/TestSupport",
      swiftSettings: settings(memorySafe: false)
    ),
    tests("Model"),
    tests("Storage", ["Model"]),
    tests("Exchange"),
    tests("Text"),
    tests("Temporal", ["Model", "Text"]),
    tests("Escalation", ["EmbeddedData", "EventCodes", "Text", "Model"]),
    tests("Actors", ["EmbeddedData", "Model", "Text"]),
    tests("EventCodes", ["EmbeddedData", "Model"]),
    tests("Terminal"),
    tests("Patterns"),
    tests("Alerting", ["Patterns", "Model"]),
    tests("Pipeline", ["Alerting", "Actors", "Extraction", "Storage", "Stories", "Text", "Model"]),
    tests("Console", ["Alerting", "Pipeline"]),
    tests("Summarization", ["Text", "Model"]),
    tests("Markup"),
    tests("Extraction", ["Model"]),
    tests("Feeds", ["Extraction", "Model"]),
    tests("Fetching", ["Model"]),
    tests("Language", ["Text"]),
    tests("Webhooks", ["Fetching", "Pipeline", "Storage", "Model"]),
    tests("Stories", ["Text", "Model"]),
    .testTarget(
      name: "EndToEndTests",
      dependencies: ["TestSupport", "tocsin"],
      swiftSettings: settings(memorySafe: false)
    ),
  ]
)

/// A release carries Swift's runtime within: it runs where no Swift is installed, starts sooner and calls it directly.
var swiftWithin: [String] {
  [
    "-static-stdlib", "-lCoreFoundation", "-l_FoundationCShims", "-l_FoundationCollections",
    "-l_FoundationICU",
  ]
}

// The program that trains the parser and measures segmentation, tags and parses, built only when asked for.
if Context.environment["TOCSIN_TRAINING"] == "1" {
  package.targets.append(
    .executableTarget(
      name: "tocsin-language",
      dependencies: ["Language", "Text"],
      path: "Sources/LanguageTraining",
      swiftSettings: settings(memorySafe: false)
    )
  )
}

/// A Swift module of the product.
func room(_ name: String, _ dependencies: [Target.Dependency] = [], memorySafe: Bool = true) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings(memorySafe: memorySafe))
}

/// The tests of one room, which may use the rooms below it too.
func tests(_ name: String, _ others: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: "\(name)Tests",
    dependencies: [.byName(name: name), "TestSupport"] + others,
    swiftSettings: settings(memorySafe: false)
  )
}

/// Strict memory safety is on wherever a module makes no C calls.
func settings(memorySafe: Bool) -> [SwiftSetting] {
  [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
  ] + (memorySafe ? [.strictMemorySafety()] : [])
}

// Built only when asked for: what makes and measures the extractor's block model, and its benchmark.
let onRequest = [
  ("TOCSIN_TRAINING", "ExtractionTraining"), ("TOCSIN_BENCHMARK", "ExtractionBenchmark"),
]
for (variable, name) in onRequest where Context.environment[variable] != nil {
  package.targets.append(
    .executableTarget(
      name: name,
      dependencies: ["Extraction", "Feeds", "Markup", "Model"],
      swiftSettings: settings(memorySafe: true)
    )
  )
}

// Built only when asked for: whatever takes foreign bytes, given whatever libFuzzer thinks of (`Scripts/fuzz`).
if Context.environment["TOCSIN_FUZZING"] != nil {
  package.targets.append(
    .executableTarget(
      name: "Fuzzer",
      dependencies: [
        "Alerting", "Exchange", "Extraction", "Feeds", "Fetching", "Markup", "Pipeline", "Storage",
        "Temporal",
        "Terminal", "Text", "Webhooks", "Model",
      ],
      swiftSettings: settings(memorySafe: false) + [.unsafeFlags(["-parse-as-library"])]
    )
  )
}

if Context.environment["TOCSIN_TRAINING"] != nil {
  package.targets.append(
    .executableTarget(
      name: "JudgementTraining",
      dependencies: [
        "Escalation", "Newsworthiness", "Actors", "LinearModels", "Text", "Model", "TrainingSupport",
      ],
      swiftSettings: settings(memorySafe: true)
    )
  )
}

// Built only when asked for: what learns how much each evidence says that two articles tell one event.
if Context.environment["TOCSIN_TRAINING"] != nil {
  package.targets.append(
    .executableTarget(
      name: "StoriesTraining",
      dependencies: ["Pipeline", "Stories", "Text", "Model", "TrainingSupport"],
      exclude: ["pairs.tsv"],
      swiftSettings: settings(memorySafe: true)
    )
  )
}

// Built only when asked for: what programs that train or measure share.
if Context.environment["TOCSIN_TRAINING"] != nil || Context.environment["TOCSIN_BENCHMARK"] != nil {
  package.targets.append(.target(name: "TrainingSupport", swiftSettings: settings(memorySafe: true)))
}

// Built only when asked for: what trains the sentence ranker.
if Context.environment["TOCSIN_TRAINING"] != nil {
  package.targets.append(
    .executableTarget(
      name: "SummaryTraining",
      dependencies: ["Summarization", "Text", "Model"],
      swiftSettings: settings(memorySafe: true)
    )
  )
}

// Built only when asked for: delivery under load, beside curl.
if Context.environment["TOCSIN_BENCHMARK"] != nil {
  package.targets.append(
    .executableTarget(
      name: "DeliveryBenchmark",
      dependencies: ["Pipeline", "Webhooks", "Storage", "Fetching", "Model", "TestSupport"],
      swiftSettings: settings(memorySafe: false)
    )
  )
}

// Built only when asked for: what an event costs among 10,000 conditions.
if Context.environment["TOCSIN_BENCHMARK"] != nil {
  package.targets.append(
    .executableTarget(
      name: "AlertingBenchmark",
      dependencies: ["Alerting", "Model"],
      swiftSettings: settings(memorySafe: true) + [.unsafeFlags(["-parse-as-library"])]
    )
  )
}

// Built only when asked for: what a backtest over a large store costs.
if Context.environment["TOCSIN_BENCHMARK"] != nil {
  package.targets.append(
    .executableTarget(
      name: "BacktestBenchmark",
      dependencies: ["Pipeline", "Storage", "Alerting", "Model"],
      swiftSettings: settings(memorySafe: true) + [.unsafeFlags(["-parse-as-library"])]
    )
  )
}

// Built only when asked for: the cost of an article's story in a large store, and how soon a change is found.
if Context.environment["TOCSIN_BENCHMARK"] != nil {
  package.targets.append(
    .executableTarget(
      name: "StoriesBenchmark",
      dependencies: [
        "Pipeline", "Storage", "Stories", "Text", "Model", "TrainingSupport",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: settings(memorySafe: false)
    )
  )
}
