"""Another program on the same database: small transactions through sqlite3, with its default 5 s timeout.

neighbour.py DATABASE: writes papers until its standard input ends, then prints as JSON how many it wrote and
which errors it met.
"""

import json
import os
import sqlite3
import sys
import threading

database = sys.argv[1]
stop = threading.Event()
threading.Thread(target=lambda: (sys.stdin.read(), stop.set()), daemon=True).start()

written, errors = 0, []
while not os.path.exists(database) and not stop.is_set():
    stop.wait(0.005)
connection = sqlite3.connect(database, timeout=5)
while not stop.is_set():
    try:
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'papers_au'").fetchone():
            stop.wait(0.005)
            continue
        with connection:
            for _ in range(5):
                written += 1
                connection.execute(
                    "INSERT INTO papers(source, external_id, title, url, synced_at) VALUES('pubmed', ?, ?, '', '')",
                    (str(written), f"Paper {written}"),
                )
        stop.wait(0.002)
    except sqlite3.Error as error:
        errors.append(str(error))
connection.close()
print(json.dumps({"written": written, "errors": errors}))
