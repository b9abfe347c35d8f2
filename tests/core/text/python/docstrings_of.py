"""What CPython itself says of Python files: the reference for readPython().

    docstrings_of.py files FOLDER...    a line of JSON for each .py file below the folders
    docstrings_of.py names              a line of JSON for every seventh character that has a name

Texts are given as UTF-16 in hexadecimal: Python's strings can hold what JSON's cannot.
"""

import ast
import json
import os
import sys
import unicodedata
import warnings

LARGEST = 2 * 1024 * 1024


def utf16(text):
    return text.encode("utf-16-le", "surrogatepass").hex()


def symbols_of(tree, module):
    """Pre-order, without recursion: some files of CPython's tests are nested very deeply."""
    found = []

    def add(node, name, kind, line):
        text = ast.get_docstring(node)
        if text:
            found.append((name, kind, line, text))

    add(tree, module, "module", 1)
    stack = [(child, "", False) for child in reversed(list(ast.iter_child_nodes(tree)))]
    while stack:
        node, prefix, in_class = stack.pop()
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            is_class = isinstance(node, ast.ClassDef)
            name = prefix + node.name
            kind = "class" if is_class else "method" if in_class else "function"
            add(node, name, kind, node.lineno)
            prefix, in_class = name + ".", is_class
        stack.extend((child, prefix, in_class) for child in reversed(list(ast.iter_child_nodes(node))))

    seen = {}
    unique = []
    for name, kind, line, text in found:
        seen[name] = seen.get(name, 0) + 1
        if seen[name] > 1:
            name += "#%d" % seen[name]
        unique.append([name, kind, line, utf16(text)])
    return unique


def describe(path):
    with open(path, "rb") as file:
        source = file.read()
    module = os.path.basename(path)[: -len(".py")]
    entry = {"path": path, "module": module, "symbols": None}
    if len(source) > LARGEST:
        return entry
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return entry
    entry["symbols"] = symbols_of(tree, module)
    return entry


def files(folders):
    for folder in folders:
        for here, below, names in os.walk(folder):
            below.sort()
            for name in sorted(names):
                path = os.path.join(here, name)
                if name.endswith(".py") and os.path.isfile(path) and path.isascii():
                    print(json.dumps(describe(path)))


def names():
    for code in range(0, 0x110000):
        name = unicodedata.name(chr(code), None)
        if name and (code % 7 == 0 or code < 0x3000):
            print(json.dumps({"name": name, "code": code}))


warnings.simplefilter("ignore")
sys.setrecursionlimit(20000)
if sys.argv[1] == "files":
    files(sys.argv[2:])
else:
    names()
