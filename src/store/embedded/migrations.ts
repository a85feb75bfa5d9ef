import type { DatabaseSync } from 'node:sqlite'
import { StoreError } from '../errors.ts'

// One entry per schema version, never changed once released: a new version appends.
const versions = [
  `
  CREATE TABLE messages (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    account TEXT NOT NULL, id TEXT NOT NULL, conversation TEXT NOT NULL, sender TEXT NOT NULL,
    role TEXT NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL, quoted TEXT, speaker TEXT,
    room INTEGER NOT NULL, recalled INTEGER NOT NULL DEFAULT 0,
    sent_at INTEGER NOT NULL, received_at INTEGER NOT NULL
  );
  CREATE UNIQUE INDEX messages_id ON messages (account, id);
  CREATE INDEX messages_order ON messages (account, conversation, sent_at, seq);
  CREATE INDEX messages_received ON messages (received_at);

  CREATE TABLE threads (
    id TEXT PRIMARY KEY,
    account TEXT NOT NULL, conversation TEXT NOT NULL, contact TEXT NOT NULL,
    room INTEGER NOT NULL, topic TEXT, nickname TEXT NOT NULL, wechat_id TEXT, phones TEXT,
    lead_id TEXT, reading TEXT, cursor_sent INTEGER, cursor_seq INTEGER, reread INTEGER NOT NULL DEFAULT 0,
    due_at INTEGER, due_latest INTEGER, note_due_at INTEGER, noted_sent INTEGER, noted_seq INTEGER,
    muted INTEGER NOT NULL DEFAULT 0, version INTEGER NOT NULL
  );
  CREATE INDEX threads_due ON threads (due_at) WHERE due_at IS NOT NULL;
  CREATE INDEX threads_note ON threads (note_due_at) WHERE note_due_at IS NOT NULL;
  CREATE INDEX threads_lead ON threads (lead_id) WHERE lead_id IS NOT NULL;

  CREATE TABLE leads (
    id TEXT PRIMARY KEY, khid TEXT, status TEXT NOT NULL, score INTEGER NOT NULL, owner_id INTEGER,
    last_message_at INTEGER NOT NULL, search TEXT NOT NULL, body TEXT NOT NULL, version INTEGER NOT NULL
  );
  CREATE UNIQUE INDEX leads_khid ON leads (khid) WHERE khid IS NOT NULL;
  CREATE INDEX leads_status ON leads (status, last_message_at);
  CREATE INDEX leads_recent ON leads (last_message_at);
  CREATE INDEX leads_score ON leads (score);

  CREATE TABLE identities (key TEXT PRIMARY KEY, lead_id TEXT NOT NULL) WITHOUT ROWID;
  CREATE INDEX identities_lead ON identities (lead_id);

  CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL, lane TEXT NOT NULL, dedupe_key TEXT, lead_id TEXT,
    priority INTEGER NOT NULL, rank INTEGER NOT NULL, head INTEGER NOT NULL,
    state TEXT NOT NULL, due_at INTEGER NOT NULL, expires_at INTEGER, attempts INTEGER NOT NULL,
    fence INTEGER NOT NULL, lease_worker TEXT, lease_until INTEGER,
    job TEXT NOT NULL, steps TEXT NOT NULL, actor TEXT NOT NULL, reply_to TEXT, reason TEXT,
    created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL
  );
  CREATE UNIQUE INDEX outbox_fact ON outbox (dedupe_key) WHERE dedupe_key IS NOT NULL;
  CREATE INDEX outbox_ready ON outbox (kind, rank, due_at, id) WHERE head = 1 AND state = 'ready';
  CREATE INDEX outbox_running ON outbox (kind, lease_until) WHERE state = 'running';
  CREATE INDEX outbox_lane ON outbox (lane, id) WHERE state IN ('ready', 'running');
  CREATE INDEX outbox_state ON outbox (kind, state, id);
  CREATE INDEX outbox_lead ON outbox (lead_id, id) WHERE lead_id IS NOT NULL;

  CREATE TABLE prompts (
    id TEXT PRIMARY KEY, contact TEXT NOT NULL, conversation TEXT NOT NULL, kind TEXT NOT NULL,
    data TEXT NOT NULL, created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL
  );
  CREATE INDEX prompts_person ON prompts (contact, conversation, created_at);

  CREATE TABLE customers (
    ord INTEGER PRIMARY KEY, khid TEXT, name TEXT NOT NULL, normalized_name TEXT NOT NULL,
    mobile TEXT, wechat_id TEXT, seen_at INTEGER NOT NULL, body TEXT NOT NULL
  );
  CREATE INDEX customers_khid ON customers (khid) WHERE khid IS NOT NULL;
  CREATE INDEX customers_mobile ON customers (mobile) WHERE mobile IS NOT NULL;
  CREATE INDEX customers_wechat ON customers (wechat_id) WHERE wechat_id IS NOT NULL;
  CREATE INDEX customers_name ON customers (normalized_name);

  CREATE TABLE audit (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL, kind TEXT NOT NULL, operation TEXT NOT NULL, actor TEXT NOT NULL,
    outcome TEXT NOT NULL, khid TEXT, body TEXT NOT NULL, hash TEXT NOT NULL
  );
  CREATE INDEX audit_at ON audit (at);
  CREATE INDEX audit_khid ON audit (khid, at) WHERE khid IS NOT NULL;
  CREATE INDEX audit_actor ON audit (actor, at);
  `,
  // A recall may come before the message it is about; retention looks at rows that still have words only.
  `
  ALTER TABLE messages ADD COLUMN target TEXT;
  CREATE INDEX messages_target ON messages (account, target) WHERE target IS NOT NULL;
  DROP INDEX messages_received;
  CREATE INDEX messages_words ON messages (received_at) WHERE text != '';
  `,
  // Contacts of one customer are leads of their own: they share his number once they are filed.
  `
  ALTER TABLE leads ADD COLUMN customer_ord INTEGER;
  UPDATE leads SET customer_ord = json_extract(body, '$.customerOrd');
  CREATE INDEX leads_customer ON leads (customer_ord) WHERE customer_ord IS NOT NULL;
  DROP INDEX leads_khid;
  CREATE UNIQUE INDEX leads_khid ON leads (khid) WHERE khid IS NOT NULL AND customer_ord IS NULL;
  `,
]

/** Brings a database file to the newest schema, or to version `target`; refuses one that a newer release wrote. */
export function migrate(db: DatabaseSync, path: string, target = versions.length): void {
  const found = Number(db.prepare('PRAGMA user_version').get()?.user_version ?? 0)
  if (found > versions.length) {
    throw new StoreError(
      'store_newer',
      `${path} 由更新的版本写入（格式 ${found}，本版本只认识到 ${versions.length}），请升级程序`,
    )
  }
  for (let version = found; version < target; version++) {
    db.exec(`BEGIN IMMEDIATE; ${versions[version]}; PRAGMA user_version = ${version + 1}; COMMIT`)
  }
}
