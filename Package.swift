// swift-tools-version: 6.2
import PackageDescription

/// Every Swift target is compiled by the same rules.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// Optimized in debug builds, too: the tests read a million rows and train models.
let optimized: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]

let package = Package(
  name: "winnow",
  products: [.executable(name: "winnow", targets: ["winnow"])],
  dependencies: [
    // Commands, their help and shell completions.
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    // SQLite: one writer, many readers, migrations, typed errors.
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    // Levels, metadata and handlers of the project's log.
    .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
    // A heap that is taken from the top: the most wanted of hundreds of thousands of rows.
    .package(url: "https://github.com/apple/swift-collections", from: "1.3.0"),
    // Programs that tests start; Foundation's Process waits for grandchildren.
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.0"),
  ],
  targets: [
    .target(
      name: "CCurses", linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
    .target(name: "CProcess"),
    .target(name: "TerminalUI", swiftSettings: strict),
    .target(name: "Domain", swiftSettings: strict + optimized),
    .target(
      name: "Dataset", dependencies: ["Domain"], exclude: ["FORMATS.md"],
      swiftSettings: strict + optimized),
    .target(name: "Store", dependencies: ["Domain"], swiftSettings: strict),
    .target(
      name: "Learning",
      dependencies: ["Domain", .product(name: "HeapModule", package: "swift-collections")],
      swiftSettings: strict + optimized),
    .target(
      name: "SQLiteDriver",
      dependencies: [
        "Store", "Domain", .product(name: "GRDB", package: "GRDB.swift"),
        // SQLite itself, for the one limit that GRDB does not set.
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ],
      swiftSettings: strict),
    .target(name: "HTTP", swiftSettings: strict + optimized),
    .target(
      name: "ExternalModel", dependencies: ["Domain", "Dataset", "Learning", "HTTP", "CProcess"],
      swiftSettings: strict + optimized),
    .target(
      name: "BuiltInService", dependencies: ["Domain", "Dataset", "Learning", "HTTP"],
      swiftSettings: strict + optimized),
    .target(
      name: "Engine",
      dependencies: [
        "Domain", "Store", "Dataset", "Learning", "ExternalModel", "BuiltInService",
        .product(name: "Logging", package: "swift-log"),
      ],
      exclude: ["Round/FILES.md"],
      swiftSettings: strict),
    .target(
      name: "Workbench", dependencies: ["Domain", "TerminalUI"],
      swiftSettings: strict),
    .target(
      name: "Report", dependencies: ["Dataset", "Domain", "Workbench"], swiftSettings: strict),
    .executableTarget(
      name: "winnow",
      dependencies: [
        "CCurses", "CProcess", "TerminalUI", "Domain", "Dataset", "Learning", "Store",
        "SQLiteDriver", "HTTP",
        "ExternalModel", "BuiltInService", "Engine", "Workbench", "Report",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: strict),
    .target(
      name: "TestSupport", dependencies: ["Domain", "Dataset", "TerminalUI"],
      path: "Tests/TestSupport",
      swiftSettings: strict),
    .testTarget(
      name: "DomainTests", dependencies: ["Domain"], exclude: ["Fixtures"], swiftSettings: strict),
    .testTarget(
      name: "TerminalUITests", dependencies: ["TerminalUI", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "DatasetTests", dependencies: ["Domain", "Dataset", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "LearningTests", dependencies: ["Domain", "Learning", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "StoreTests",
      dependencies: [
        "Store", "SQLiteDriver", "Domain", "Dataset", "TestSupport",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      resources: [.copy("Fixtures")], swiftSettings: strict),
    .testTarget(name: "HTTPTests", dependencies: ["HTTP"], swiftSettings: strict),
    .testTarget(
      name: "ExternalModelTests",
      dependencies: ["ExternalModel", "Domain", "Dataset", "Learning", "TestSupport"],
      exclude: ["Programs"], swiftSettings: strict),
    .testTarget(
      name: "BuiltInServiceTests",
      dependencies: ["BuiltInService", "HTTP", "Domain", "Dataset", "Learning", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "EngineTests",
      dependencies: [
        "Engine", "ExternalModel", "Store", "SQLiteDriver", "Domain", "Dataset", "Learning",
        "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "WorkbenchTests",
      dependencies: ["Workbench", "Store", "SQLiteDriver", "Domain", "TerminalUI", "TestSupport"],
      exclude: ["Snapshots"], swiftSettings: strict),
    .testTarget(
      name: "ReportTests", dependencies: ["Report", "Domain", "TestSupport"],
      exclude: ["Snapshots"], swiftSettings: strict),
    .testTarget(
      name: "WinnowTests",
      dependencies: [
        "winnow", "Workbench", "Engine", "Store", "SQLiteDriver", "ExternalModel", "Domain",
        "Dataset", "HTTP",
        "TestSupport",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ], swiftSettings: strict),
    .testTarget(
      name: "EndToEndTests",
      dependencies: [
        "winnow", "Domain", "Dataset", "TestSupport",
        .product(name: "Subprocess", package: "swift-subprocess"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "fuzz",
      dependencies: [
        "Engine", "ExternalModel", "HTTP", "Learning", "Dataset", "Domain", "TerminalUI",
      ],
      path: "Tests/Fuzzing", exclude: ["Corpus"], swiftSettings: strict),
    .testTarget(
      name: "FuzzingTests", dependencies: ["fuzz", "Domain", "TestSupport"], swiftSettings: strict),
    .executableTarget(
      name: "benchmarks",
      dependencies: [
        "winnow", "Engine", "ExternalModel", "Store", "SQLiteDriver", "Domain", "Dataset",
        "Learning",
        .product(name: "Subprocess", package: "swift-subprocess"),
      ],
      path: "Tests/Benchmarks", exclude: ["peers.py"], swiftSettings: strict),
  ]
)
