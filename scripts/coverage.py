"""Prints the line coverage of the language's own targets from llvm-cov's JSON."""

import json
import os
import sys

TARGETS = ["LeadSyntax", "LeadSemantics", "LeadDiagnostics", "LeadModel"]

with open(sys.argv[1]) as file:
    files = json.load(file)["data"][0]["files"]

sources = os.path.join(os.getcwd(), "Sources")
all_covered = all_count = 0
for target in TARGETS:
    folder = os.path.join(sources, target) + os.sep
    lines = [entry["summary"]["lines"] for entry in files if entry["filename"].startswith(folder)]
    covered, count = sum(line["covered"] for line in lines), sum(line["count"] for line in lines)
    all_covered, all_count = all_covered + covered, all_count + count
    print(f"{target:<16} {100 * covered / count if count else 0:6.2f} %  {covered:,} of {count:,} lines")
print(f"{'together':<16} {100 * all_covered / all_count if all_count else 0:6.2f} %  {all_covered:,} of {all_count:,} lines")
