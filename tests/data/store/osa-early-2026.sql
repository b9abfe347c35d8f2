-- A knowledge database as the assistant's program of January 2026 made it: a rollback journal, no column `branch`, no
-- tables of proposals and forums, no index by number. With a few rows that a switch and a sync must keep.
PRAGMA journal_mode=DELETE;
CREATE TABLE github_items(id INTEGER PRIMARY KEY AUTOINCREMENT,
  repo TEXT NOT NULL, item_type TEXT NOT NULL, number INTEGER NOT NULL, title TEXT NOT NULL, first_message TEXT, status TEXT NOT NULL, url TEXT NOT NULL, created_at TEXT NOT NULL, synced_at TEXT NOT NULL,
  UNIQUE(repo, item_type, number));
CREATE VIRTUAL TABLE github_items_fts USING fts5(title, first_message, content='github_items', content_rowid='id');
CREATE TRIGGER github_items_ai AFTER INSERT ON github_items BEGIN
  INSERT INTO github_items_fts(rowid, title, first_message) VALUES(new.id, new.title, new.first_message);
END;
CREATE TRIGGER github_items_ad AFTER DELETE ON github_items BEGIN
  INSERT INTO github_items_fts(github_items_fts, rowid, title, first_message) VALUES('delete', old.id, old.title, old.first_message);
END;
CREATE TRIGGER github_items_au AFTER UPDATE ON github_items BEGIN
  INSERT INTO github_items_fts(github_items_fts, rowid, title, first_message) VALUES('delete', old.id, old.title, old.first_message);
  INSERT INTO github_items_fts(rowid, title, first_message) VALUES(new.id, new.title, new.first_message);
END;
CREATE TABLE papers(id INTEGER PRIMARY KEY AUTOINCREMENT,
  source TEXT NOT NULL, external_id TEXT NOT NULL, title TEXT NOT NULL, first_message TEXT, status TEXT NOT NULL DEFAULT 'published', url TEXT NOT NULL, created_at TEXT, synced_at TEXT NOT NULL,
  UNIQUE(source, external_id));
CREATE VIRTUAL TABLE papers_fts USING fts5(title, first_message, content='papers', content_rowid='id');
CREATE TRIGGER papers_ai AFTER INSERT ON papers BEGIN
  INSERT INTO papers_fts(rowid, title, first_message) VALUES(new.id, new.title, new.first_message);
END;
CREATE TRIGGER papers_ad AFTER DELETE ON papers BEGIN
  INSERT INTO papers_fts(papers_fts, rowid, title, first_message) VALUES('delete', old.id, old.title, old.first_message);
END;
CREATE TRIGGER papers_au AFTER UPDATE ON papers BEGIN
  INSERT INTO papers_fts(papers_fts, rowid, title, first_message) VALUES('delete', old.id, old.title, old.first_message);
  INSERT INTO papers_fts(rowid, title, first_message) VALUES(new.id, new.title, new.first_message);
END;
CREATE TABLE docstrings(id INTEGER PRIMARY KEY AUTOINCREMENT,
  repo TEXT NOT NULL, file_path TEXT NOT NULL, language TEXT NOT NULL, symbol_name TEXT NOT NULL, symbol_type TEXT NOT NULL, docstring TEXT NOT NULL, line_number INTEGER, synced_at TEXT NOT NULL,
  UNIQUE(repo, file_path, symbol_name));
CREATE VIRTUAL TABLE docstrings_fts USING fts5(symbol_name, docstring, content='docstrings', content_rowid='id');
CREATE TRIGGER docstrings_ai AFTER INSERT ON docstrings BEGIN
  INSERT INTO docstrings_fts(rowid, symbol_name, docstring) VALUES(new.id, new.symbol_name, new.docstring);
END;
CREATE TRIGGER docstrings_ad AFTER DELETE ON docstrings BEGIN
  INSERT INTO docstrings_fts(docstrings_fts, rowid, symbol_name, docstring) VALUES('delete', old.id, old.symbol_name, old.docstring);
END;
CREATE TRIGGER docstrings_au AFTER UPDATE ON docstrings BEGIN
  INSERT INTO docstrings_fts(docstrings_fts, rowid, symbol_name, docstring) VALUES('delete', old.id, old.symbol_name, old.docstring);
  INSERT INTO docstrings_fts(rowid, symbol_name, docstring) VALUES(new.id, new.symbol_name, new.docstring);
END;
CREATE TABLE mailing_list_messages(id INTEGER PRIMARY KEY AUTOINCREMENT,
  list_name TEXT NOT NULL, message_id TEXT NOT NULL, thread_id TEXT, subject TEXT NOT NULL, author TEXT, author_email TEXT, date TEXT NOT NULL, body TEXT, in_reply_to TEXT, url TEXT NOT NULL, year INTEGER NOT NULL, synced_at TEXT NOT NULL,
  UNIQUE(list_name, message_id));
CREATE VIRTUAL TABLE mailing_list_messages_fts USING fts5(subject, body, author, content='mailing_list_messages', content_rowid='id');
CREATE TRIGGER mailing_list_messages_ai AFTER INSERT ON mailing_list_messages BEGIN
  INSERT INTO mailing_list_messages_fts(rowid, subject, body, author) VALUES(new.id, new.subject, new.body, new.author);
END;
CREATE TRIGGER mailing_list_messages_ad AFTER DELETE ON mailing_list_messages BEGIN
  INSERT INTO mailing_list_messages_fts(mailing_list_messages_fts, rowid, subject, body, author) VALUES('delete', old.id, old.subject, old.body, old.author);
END;
CREATE TRIGGER mailing_list_messages_au AFTER UPDATE ON mailing_list_messages BEGIN
  INSERT INTO mailing_list_messages_fts(mailing_list_messages_fts, rowid, subject, body, author) VALUES('delete', old.id, old.subject, old.body, old.author);
  INSERT INTO mailing_list_messages_fts(rowid, subject, body, author) VALUES(new.id, new.subject, new.body, new.author);
END;
CREATE TABLE faq_entries(id INTEGER PRIMARY KEY AUTOINCREMENT,
  list_name TEXT NOT NULL, thread_id TEXT NOT NULL, thread_url TEXT NOT NULL, question TEXT NOT NULL, answer TEXT NOT NULL, tags TEXT, category TEXT, message_count INTEGER DEFAULT 1, participant_count INTEGER DEFAULT 1, first_message_date TEXT, quality_score REAL, summarized_at TEXT NOT NULL, summary_model TEXT,
  UNIQUE(list_name, thread_id));
CREATE VIRTUAL TABLE faq_entries_fts USING fts5(question, answer, tags, content='faq_entries', content_rowid='id');
CREATE TRIGGER faq_entries_ai AFTER INSERT ON faq_entries BEGIN
  INSERT INTO faq_entries_fts(rowid, question, answer, tags) VALUES(new.id, new.question, new.answer, new.tags);
END;
CREATE TRIGGER faq_entries_ad AFTER DELETE ON faq_entries BEGIN
  INSERT INTO faq_entries_fts(faq_entries_fts, rowid, question, answer, tags) VALUES('delete', old.id, old.question, old.answer, old.tags);
END;
CREATE TRIGGER faq_entries_au AFTER UPDATE ON faq_entries BEGIN
  INSERT INTO faq_entries_fts(faq_entries_fts, rowid, question, answer, tags) VALUES('delete', old.id, old.question, old.answer, old.tags);
  INSERT INTO faq_entries_fts(rowid, question, answer, tags) VALUES(new.id, new.question, new.answer, new.tags);
END;
CREATE TABLE sync_metadata(id INTEGER PRIMARY KEY AUTOINCREMENT, source_type TEXT NOT NULL,
  source_name TEXT NOT NULL, last_sync_at TEXT NOT NULL, items_synced INTEGER DEFAULT 0,
  UNIQUE(source_type, source_name));
CREATE TABLE summarization_status(id INTEGER PRIMARY KEY AUTOINCREMENT, list_name TEXT NOT NULL,
  thread_id TEXT NOT NULL, status TEXT NOT NULL, failure_reason TEXT, token_count INTEGER, cost_estimate REAL,
  attempted_at TEXT, UNIQUE(list_name, thread_id));
CREATE INDEX idx_github_items_repo ON github_items(repo);
CREATE INDEX idx_github_items_status ON github_items(status);
CREATE INDEX idx_github_items_type ON github_items(item_type);
CREATE INDEX idx_papers_source ON papers(source);
CREATE INDEX idx_docstrings_repo ON docstrings(repo);
CREATE INDEX idx_docstrings_language ON docstrings(language);
CREATE INDEX idx_messages_list ON mailing_list_messages(list_name);
CREATE INDEX idx_messages_thread ON mailing_list_messages(thread_id);
CREATE INDEX idx_messages_year ON mailing_list_messages(year);
CREATE INDEX idx_messages_date ON mailing_list_messages(date);
CREATE INDEX idx_faq_list ON faq_entries(list_name);
CREATE INDEX idx_faq_category ON faq_entries(category);
CREATE INDEX idx_faq_quality ON faq_entries(quality_score);
CREATE INDEX idx_summarization_status ON summarization_status(list_name, status);
INSERT INTO github_items(repo, item_type, number, title, first_message, status, url, created_at, synced_at) VALUES
  ('o/old', 'issue', 1, 'Filter rings', 'It rings at the edges.', 'open', 'https://x.example/1',
   '2025-11-02T09:00:00Z', '2026-01-10T00:00:00Z'),
  ('o/old', 'pr', 2, 'Mend the edges', NULL, 'closed', 'https://x.example/2', '2025-11-05T09:00:00Z',
   '2026-01-10T00:00:00Z');
INSERT INTO docstrings(repo, file_path, language, symbol_name, symbol_type, docstring, line_number, synced_at) VALUES
  ('o/old', 'a.py', 'python', 'filter', 'function', 'Filters a signal.', 3, '2026-01-10T00:00:00Z'),
  ('o/old', 'b.m', 'matlab', 'cut', 'function', 'Cuts a recording into epochs.', 1, '2026-01-10T00:00:00Z');
INSERT INTO mailing_list_messages(list_name, message_id, thread_id, subject, author, author_email, date, body,
  in_reply_to, url, year, synced_at) VALUES
  ('talk', 'm1', 't1', 'Hello', 'Ada', NULL, '2025-12-01T08:00:00Z', 'Grüße an alle.', NULL,
   'https://x.example/m1', 2025, '2026-01-10T00:00:00Z');
INSERT INTO sync_metadata(source_type, source_name, last_sync_at, items_synced) VALUES
  ('github', 'o/old', '2026-01-10T00:00:00+00:00', 2);
