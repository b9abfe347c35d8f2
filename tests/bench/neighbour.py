"""Another program that writes into the same database: Python's sqlite3 as it comes, five seconds' timeout.

neighbour.py DATABASE SECONDS: small transactions, one after the other, a millisecond apart. Prints one line of JSON
when the time is up: commits, errors (the texts), longest_ms (of a transaction, its wait included).
"""

import json
import sqlite3
import sys
import time


def main():
    path, seconds = sys.argv[1], float(sys.argv[2])
    database = sqlite3.connect(path, timeout=5)
    commits, errors, longest = 0, [], 0.0
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        begun = time.monotonic()
        try:
            with database:
                database.execute(
                    "INSERT INTO papers(source, external_id, title, first_message, url, synced_at)"
                    " VALUES(?, ?, ?, ?, ?, ?)",
                    ("neighbour", str(commits), "A title", "Some words of an abstract.", "https://x.example", "now"),
                )
            commits += 1
        except sqlite3.Error as error:
            errors.append(str(error))
        longest = max(longest, time.monotonic() - begun)
        time.sleep(0.001)
    database.close()
    print(json.dumps({"commits": commits, "errors": errors, "longest_ms": round(longest * 1000, 1)}))


if __name__ == "__main__":
    main()
