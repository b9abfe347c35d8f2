"""What a Python program does to get docstrings: ast.parse() and ast.get_docstring(), file by file.

Takes the files' paths from standard input, a line each; prints one line of JSON. The time is that of the loop:
neither the start of Python nor its imports are in it.
"""

import ast
import json
import sys
import time
import warnings

DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)

warnings.simplefilter("ignore")
sys.setrecursionlimit(20000)
paths = sys.stdin.read().splitlines()
found = 0
refused = 0
wall = time.perf_counter()
cpu = time.process_time()
for path in paths:
    with open(path, "rb") as file:
        source = file.read()
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        refused += 1
        continue
    for node in ast.walk(tree):
        if isinstance(node, DOCUMENTED) and ast.get_docstring(node):
            found += 1
print(
    json.dumps(
        {
            "found": found,
            "refused": refused,
            "seconds": time.perf_counter() - wall,
            "cpu": time.process_time() - cpu,
        }
    )
)
