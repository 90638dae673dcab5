import Domain
import Foundation

/// The tables of a project's database, and how an older file becomes a newer one.
///
/// A version that has been released never changes: what comes later is a further migration.
/// Each is kept as a fixture that every later version must open.
enum Schema {
  static let migrations = [
    Migration("1") { try $0.run(script: version1) },
    Migration("2") { try $0.run(script: version2) },
    Migration("3") { try Version3.apply(to: $0) },
    Migration("4") { db in
      try db.run(script: version4)
      guard try db.exists("SELECT 1 FROM project") else { return }
      try Transaction.note(.migrated(to: "4"), db, now: Date())
    },
    Migration("5") { db in
      try db.run(script: version5)
      guard try db.exists("SELECT 1 FROM project") else { return }
      try Transaction.note(.migrated(to: "5"), db, now: Date())
    },
  ]

  static let names = Set(migrations.map(\.name))

  /// The first version: an item has a row only once something has happened to it, so that a
  /// project's start costs what was given, not what exists.
  private static let version1 = """
    CREATE TABLE project (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      jobName TEXT NOT NULL,
      status TEXT NOT NULL,
      isPaused INTEGER NOT NULL DEFAULT 0,
      total INTEGER NOT NULL CHECK (total >= 0),
      human INTEGER NOT NULL DEFAULT 0 CHECK (human >= 0),
      auto INTEGER NOT NULL DEFAULT 0 CHECK (auto >= 0),
      failed INTEGER NOT NULL DEFAULT 0 CHECK (failed >= 0),
      target REAL NOT NULL,
      workersPerItem INTEGER NOT NULL CHECK (workersPerItem >= 1),
      taskTimeLimit REAL NOT NULL CHECK (taskTimeLimit > 0),
      taskLifetime REAL NOT NULL CHECK (taskLifetime > 0),
      currentRound INTEGER NOT NULL DEFAULT 0,
      watermark INTEGER NOT NULL DEFAULT 0,
      dueAt INTEGER,
      audited INTEGER NOT NULL DEFAULT 0,
      auditedCorrect INTEGER NOT NULL DEFAULT 0,
      CHECK (human + auto + failed <= total)
    ) STRICT;

    CREATE TABLE label (
      number INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      key TEXT NOT NULL UNIQUE,
      human INTEGER NOT NULL DEFAULT 0 CHECK (human >= 0),
      auto INTEGER NOT NULL DEFAULT 0 CHECK (auto >= 0),
      givenAuto INTEGER NOT NULL DEFAULT 0
    ) STRICT;

    CREATE TABLE session (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      worker TEXT NOT NULL,
      host TEXT NOT NULL,
      process INTEGER NOT NULL,
      openedAt REAL NOT NULL,
      closedAt REAL
    ) STRICT;
    CREATE INDEX sessionOpen ON session (worker) WHERE closedAt IS NULL;

    CREATE TABLE worker (
      name TEXT PRIMARY KEY,
      answers INTEGER NOT NULL DEFAULT 0 CHECK (answers >= 0),
      lastAnswerAt REAL
    ) STRICT;

    CREATE TABLE annotation (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      item INTEGER NOT NULL,
      worker TEXT NOT NULL REFERENCES worker (name),
      session INTEGER NOT NULL REFERENCES session (id),
      kind TEXT NOT NULL CHECK (kind IN ('label', 'failure', 'undo')),
      label INTEGER REFERENCES label (number),
      reason TEXT,
      undoes INTEGER UNIQUE REFERENCES annotation (id),
      acceptedAt REAL NOT NULL,
      submittedAt REAL NOT NULL,
      secondsSpent REAL NOT NULL,
      round INTEGER NOT NULL,
      auditPredicted INTEGER,
      counted INTEGER NOT NULL,
      CHECK ((kind = 'label') = (label IS NOT NULL)),
      CHECK ((kind = 'undo') = (undoes IS NOT NULL))
    ) STRICT;
    CREATE INDEX annotationItem ON annotation (item);
    CREATE INDEX annotationWorker ON annotation (worker, id);
    CREATE INDEX annotationTime ON annotation (submittedAt);
    CREATE TRIGGER annotationKept BEFORE UPDATE ON annotation
      BEGIN SELECT RAISE(ABORT, 'annotations are never changed'); END;
    CREATE TRIGGER annotationStays BEFORE DELETE ON annotation
      BEGIN SELECT RAISE(ABORT, 'annotations are never deleted'); END;

    CREATE TABLE item (
      id INTEGER PRIMARY KEY,
      origin TEXT NOT NULL CHECK (origin IN ('worker', 'given', 'givenAuto', 'failed')),
      label INTEGER REFERENCES label (number),
      agreement REAL NOT NULL DEFAULT 1,
      reason TEXT,
      annotation INTEGER NOT NULL DEFAULT 0,
      settledAt REAL NOT NULL,
      CHECK ((origin = 'failed') = (label IS NULL))
    ) STRICT;
    CREATE INDEX itemAnnotation ON item (annotation);

    CREATE TABLE task (
      item INTEGER PRIMARY KEY,
      rank INTEGER NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('start', 'choice', 'audit')),
      predicted INTEGER,
      inclusion REAL,
      round INTEGER NOT NULL,
      queuedAt REAL NOT NULL,
      votes INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE INDEX taskRank ON task (rank);

    CREATE TABLE lease (
      item INTEGER NOT NULL REFERENCES task (item) ON DELETE CASCADE,
      worker TEXT NOT NULL REFERENCES worker (name),
      session INTEGER NOT NULL REFERENCES session (id),
      previousLabel INTEGER,
      leasedAt REAL NOT NULL,
      endsAt REAL NOT NULL,
      PRIMARY KEY (item, worker)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX leaseSession ON lease (session);

    CREATE TABLE putOff (
      item INTEGER NOT NULL,
      worker TEXT NOT NULL REFERENCES worker (name),
      at REAL NOT NULL,
      PRIMARY KEY (item, worker)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE round (
      number INTEGER PRIMARY KEY,
      publishedAt REAL NOT NULL,
      trainedOn INTEGER NOT NULL,
      autoLabeled INTEGER NOT NULL,
      humanLabeled INTEGER NOT NULL,
      selected INTEGER NOT NULL,
      estimatedAccuracy REAL,
      lowerBound REAL,
      seconds REAL NOT NULL,
      histogram TEXT NOT NULL,
      threshold REAL
    ) STRICT;

    CREATE TABLE step (
      round INTEGER NOT NULL,
      name TEXT NOT NULL,
      startedAt REAL NOT NULL,
      endedAt REAL,
      detail TEXT NOT NULL DEFAULT '',
      PRIMARY KEY (round, name)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE failure (
      round INTEGER PRIMARY KEY,
      at REAL NOT NULL,
      reason TEXT NOT NULL
    ) STRICT;

    CREATE TABLE event (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      at REAL NOT NULL,
      text TEXT NOT NULL
    ) STRICT;
    """

  /// Models of one's own, two of them side by side; consolidated labels; answers to a stack.
  private static let version2 = """
    ALTER TABLE project ADD COLUMN champion TEXT NOT NULL DEFAULT 'model';
    ALTER TABLE round ADD COLUMN model TEXT NOT NULL DEFAULT 'built-in';
    ALTER TABLE item ADD COLUMN confidence REAL;
    ALTER TABLE annotation ADD COLUMN stack INTEGER REFERENCES annotation (id);
    ALTER TABLE annotation ADD COLUMN taskRank INTEGER;
    CREATE INDEX annotationStack ON annotation (stack) WHERE stack IS NOT NULL;

    CREATE TABLE challenge (
      round INTEGER PRIMARY KEY,
      champion TEXT NOT NULL,
      challenger TEXT NOT NULL,
      compared INTEGER NOT NULL,
      championRight INTEGER NOT NULL,
      challengerRight INTEGER NOT NULL,
      championAuto INTEGER NOT NULL,
      challengerAuto INTEGER NOT NULL,
      estimatedAccuracy REAL,
      lowerBound REAL,
      seconds REAL NOT NULL,
      failure TEXT
    ) STRICT;
    """

  /// Indexes of the items whose label is known, and of the blind answers to them.
  private static let version4 = """
    CREATE INDEX itemGold ON item (id) WHERE origin IN ('initial', 'adjudicated');
    CREATE INDEX annotationGold ON annotation (worker, item, label) WHERE purpose = 'gold';
    CREATE INDEX putOffWorker ON putOff (worker);
    """

  /// The fate of a label: NULL in use, −1 split, else the label that it was merged into.
  private static let version5 = "ALTER TABLE label ADD COLUMN became INTEGER;"
}
