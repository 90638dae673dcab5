import Domain
import Foundation

/// Version 3: events and reasons as values, the lead's settings, and open lists of kinds.
///
/// Kinds and origins are no longer listed in `CHECK … IN`: further ones need no rebuilt table.
enum Version3 {
  static func apply(to db: any SQLConnection) throws {
    let settings = try earlierSettings(db)
    let events = try db.all("SELECT id, at, text FROM event ORDER BY id") {
      (id: try $0("id") as Int64, at: try $0("at") as Double, text: try $0("text") as String)
    }
    try db.run(script: rebuilt)
    try db.run(script: added)
    try db.execute("UPDATE project SET settings = ?", StoredJSON.text(settings))
    for event in events {
      let json = try JobEvent(sentence: event.text).json()
      try db.execute(
        "INSERT INTO event (id, at, kind, who, detail) VALUES (?, ?, ?, NULL, ?)", event.id,
        event.at, JobEvent.kind(ofJSON: json), json)
    }
    try Transaction.note(.migrated(to: "3"), db, now: Date())
  }

  private static func earlierSettings(_ db: any SQLConnection) throws -> LeadSettings {
    var settings = LeadSettings()
    _ = try db.first("SELECT target, isPaused, workersPerItem FROM project") { row in
      settings.target = try row("target")
      settings.isPaused = try row("isPaused")
      settings.workersPerItem = try row("workersPerItem")
    }
    return settings
  }

  /// Tables whose lists of kinds were closed, with their rows.
  ///
  /// A reason to reject an item was what the footer said, or the worker's own words.
  private static let rebuilt = """
    CREATE TABLE project3 (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      jobName TEXT NOT NULL,
      status TEXT NOT NULL,
      total INTEGER NOT NULL CHECK (total >= 0),
      human INTEGER NOT NULL DEFAULT 0 CHECK (human >= 0),
      auto INTEGER NOT NULL DEFAULT 0 CHECK (auto >= 0),
      rejected INTEGER NOT NULL DEFAULT 0 CHECK (rejected >= 0),
      taskTimeLimit REAL NOT NULL CHECK (taskTimeLimit > 0),
      taskLifetime REAL NOT NULL CHECK (taskLifetime > 0),
      currentRound INTEGER NOT NULL DEFAULT 0,
      watermark INTEGER NOT NULL DEFAULT 0,
      labelsForNextRound INTEGER,
      audited INTEGER NOT NULL DEFAULT 0,
      auditedCorrect INTEGER NOT NULL DEFAULT 0,
      champion TEXT NOT NULL DEFAULT 'model',
      settings TEXT NOT NULL DEFAULT '{}',
      labelSet INTEGER NOT NULL DEFAULT 1,
      createdBy TEXT,
      CHECK (human + auto + rejected <= total)
    ) STRICT;
    INSERT INTO project3 (id, jobName, status, total, human, auto, rejected, taskTimeLimit,
        taskLifetime, currentRound, watermark, labelsForNextRound, audited, auditedCorrect,
        champion)
      SELECT id, jobName, status, total, human, auto, failed, taskTimeLimit, taskLifetime,
        currentRound, watermark, dueAt, audited, auditedCorrect, champion FROM project;
    DROP TABLE project;
    ALTER TABLE project3 RENAME TO project;
    ALTER TABLE label RENAME COLUMN givenAuto TO initialAuto;

    CREATE TABLE annotation3 (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      item INTEGER NOT NULL,
      worker TEXT NOT NULL REFERENCES worker (name),
      session INTEGER NOT NULL REFERENCES session (id),
      kind TEXT NOT NULL,
      purpose TEXT NOT NULL DEFAULT 'label',
      label INTEGER REFERENCES label (number),
      labelSet INTEGER NOT NULL DEFAULT 1,
      reason TEXT,
      words TEXT,
      undoes INTEGER UNIQUE REFERENCES annotation (id),
      stack INTEGER REFERENCES annotation (id),
      repeats INTEGER REFERENCES annotation (id),
      taskRank INTEGER,
      acceptedAt REAL NOT NULL,
      submittedAt REAL NOT NULL,
      secondsSpent REAL NOT NULL,
      round INTEGER NOT NULL,
      auditPredicted INTEGER,
      inclusion REAL,
      wasHintShown INTEGER NOT NULL DEFAULT 0,
      counted INTEGER NOT NULL,
      token TEXT UNIQUE,
      CHECK ((kind = 'label') = (label IS NOT NULL)),
      CHECK ((kind = 'undo') = (undoes IS NOT NULL))
    ) STRICT;
    INSERT INTO annotation3 (id, item, worker, session, kind, purpose, label, reason, words,
        undoes, stack, taskRank, acceptedAt, submittedAt, secondsSpent, round, auditPredicted, counted)
      SELECT id, item, worker, session, CASE kind WHEN 'failure' THEN 'reject' ELSE kind END,
        CASE WHEN auditPredicted IS NULL THEN 'label' ELSE 'audit' END, label,
        CASE reason WHEN 'not a headline' THEN 'not-this-kind'
          WHEN 'other language' THEN 'other-language' WHEN 'unreadable' THEN reason
          WHEN 'duplicate' THEN reason ELSE iif(reason IS NULL, NULL, 'other') END,
        CASE WHEN reason NOT IN ('not a headline', 'other language', 'unreadable', 'duplicate')
          THEN reason END,
        undoes, stack, taskRank, acceptedAt, submittedAt, secondsSpent, round, auditPredicted, counted
      FROM annotation ORDER BY id;
    DROP TABLE annotation;
    ALTER TABLE annotation3 RENAME TO annotation;
    CREATE INDEX annotationItem ON annotation (item);
    CREATE INDEX annotationWorker ON annotation (worker, id);
    CREATE INDEX annotationTime ON annotation (submittedAt);
    CREATE INDEX annotationStack ON annotation (stack) WHERE stack IS NOT NULL;
    CREATE TRIGGER annotationKept BEFORE UPDATE ON annotation
      BEGIN SELECT RAISE(ABORT, 'annotations are never changed'); END;
    CREATE TRIGGER annotationStays BEFORE DELETE ON annotation
      BEGIN SELECT RAISE(ABORT, 'annotations are never deleted'); END;

    CREATE TABLE item3 (
      id INTEGER PRIMARY KEY,
      origin TEXT NOT NULL,
      label INTEGER REFERENCES label (number),
      agreement REAL NOT NULL DEFAULT 1,
      confidence REAL,
      reason TEXT,
      words TEXT,
      annotation INTEGER NOT NULL DEFAULT 0,
      settledAt REAL NOT NULL,
      CHECK ((origin = 'rejected') = (label IS NULL))
    ) STRICT;
    INSERT INTO item3 (id, origin, label, agreement, confidence, reason, words, annotation,
        settledAt)
      SELECT id, CASE origin WHEN 'failed' THEN 'rejected' WHEN 'given' THEN 'initial'
          WHEN 'givenAuto' THEN 'initialAuto' ELSE origin END,
        label, agreement, confidence,
        CASE reason WHEN 'not a headline' THEN 'not-this-kind'
          WHEN 'other language' THEN 'other-language' WHEN 'unreadable' THEN reason
          WHEN 'duplicate' THEN reason ELSE iif(reason IS NULL, NULL, 'other') END,
        CASE WHEN reason NOT IN ('not a headline', 'other language', 'unreadable', 'duplicate')
          THEN reason END,
        annotation, settledAt FROM item;
    DROP TABLE item;
    ALTER TABLE item3 RENAME TO item;
    CREATE INDEX itemAnnotation ON item (annotation);

    CREATE TABLE task3 (
      item INTEGER PRIMARY KEY,
      rank INTEGER NOT NULL,
      kind TEXT NOT NULL,
      predicted INTEGER,
      inclusion REAL,
      round INTEGER NOT NULL,
      queuedAt REAL NOT NULL,
      votes INTEGER NOT NULL DEFAULT 0,
      repeats INTEGER REFERENCES annotation (id),
      onlyFor TEXT,
      notBefore REAL
    ) STRICT;
    INSERT INTO task3 (item, rank, kind, predicted, inclusion, round, queuedAt, votes)
      SELECT item, rank, kind, predicted, inclusion, round, queuedAt, votes FROM task;
    DROP TABLE task;
    ALTER TABLE task3 RENAME TO task;
    CREATE INDEX taskRank ON task (rank);

    DROP TABLE event;
    CREATE TABLE event (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      at REAL NOT NULL,
      kind TEXT NOT NULL,
      who TEXT,
      detail TEXT NOT NULL
    ) STRICT;
    """

  /// Tables and columns for later features; their rules come with them.
  private static let added = """
    ALTER TABLE round ADD COLUMN promise TEXT;
    ALTER TABLE worker ADD COLUMN pausedBecause TEXT;

    CREATE TABLE labelSet (
      version INTEGER PRIMARY KEY,
      since REAL NOT NULL,
      labels TEXT NOT NULL
    ) STRICT;

    CREATE TABLE segment (
      number INTEGER PRIMARY KEY,
      firstItem INTEGER NOT NULL,
      count INTEGER NOT NULL CHECK (count >= 0),
      file TEXT NOT NULL,
      addedAt REAL NOT NULL
    ) STRICT;
    INSERT INTO segment (number, firstItem, count, file, addedAt)
      SELECT 0, 0, total, 'input.manifest', 0 FROM project;

    CREATE TABLE setAside (
      annotation INTEGER PRIMARY KEY REFERENCES annotation (id),
      at REAL NOT NULL,
      who TEXT NOT NULL,
      reason TEXT NOT NULL
    ) STRICT;

    CREATE TABLE note (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      item INTEGER NOT NULL,
      worker TEXT NOT NULL,
      at REAL NOT NULL,
      text TEXT NOT NULL
    ) STRICT;
    CREATE INDEX noteItem ON note (item);

    CREATE TABLE gold (
      item INTEGER PRIMARY KEY,
      label INTEGER NOT NULL REFERENCES label (number),
      source TEXT NOT NULL,
      addedAt REAL NOT NULL
    ) STRICT;

    CREATE TABLE alarm (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      kind TEXT NOT NULL,
      subject TEXT NOT NULL,
      detail TEXT NOT NULL,
      raisedAt REAL NOT NULL,
      round INTEGER NOT NULL,
      endedAt REAL,
      acknowledgedAt REAL,
      acknowledgedBy TEXT,
      reason TEXT
    ) STRICT;
    """
}
