# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""The part of docs/accuracy.md about generated drivers, from the records of
their campaigns."""

import collections
import os

from truth import rules as table_of_rules

from .records import Results, features

HEAD = ["drivers", "violating", "found", "missed", "false", "inconclusive"]
HERE = os.path.dirname(os.path.realpath(__file__))


def read(paths):
    """The records of several files, in the order of the seeds; a seed counts
    once, as the last file has it."""
    records = {}
    for path in paths:
        if not os.path.exists(path):
            raise OSError(f"{path}: no such file")
        records.update(Results(path).records)
    return [records[seed] for seed in sorted(records)]


def outcome(entry, judged):
    """What a driver counts as, by the heads of the table."""
    broken = set(entry["broken"]) & judged
    missed = any(kind == "missed" for kind, _, _ in entry["open"])
    return collections.Counter(
        drivers=1, violating=bool(broken), found=bool(broken) and not missed,
        missed=missed, false=any(k == "unshown" for k, _, _ in entry["open"]),
        inconclusive=bool(entry["inconclusive"]))


def consequences(entry):
    """Rules without a counterpart in the kernel that the driver breaks, as what
    goes wrong after them shows -> whether some finding tells of it."""
    told, shown = set(entry["findings"]), {}
    for rule in table_of_rules.UNSEEN:
        after = table_of_rules.shown_by(rule) & set(entry["broken"])
        if after and rule in told | set(entry["faults"].values()):
            shown[rule] = rule in told or any(
                told & table_of_rules.explained_by(r) for r in after)
    return shown


def by_rule(entries, judged):
    """rule -> Counter. A driver counts for each rule it breaks, was meant to
    break or was said to break."""
    table = collections.defaultdict(collections.Counter)
    for entry in entries:
        missed = {r for kind, r, _ in entry["open"] if kind == "missed"}
        false = {r for kind, r, _ in entry["open"] if kind == "unshown"}
        broken = set(entry["broken"]) & judged
        shown = consequences(entry)
        missed |= {rule for rule, is_told in shown.items() if not is_told}
        broken |= set(shown)
        for rule in (broken | set(entry["findings"])
                     | set(entry["faults"].values())):
            table[rule].update(
                drivers=1, violating=rule in broken,
                found=rule in broken and rule not in missed,
                missed=rule in missed, false=rule in false,
                inconclusive=bool(entry["inconclusive"]))
    return table


def counts(paths, judged):
    """by_rule() of what is in the files."""
    return by_rule([r for r in read(paths) if "unusable" not in r],
                   set(judged))


def by_feature(entries, judged):
    """(choice, alternative) -> Counter."""
    table = collections.defaultdict(collections.Counter)
    for entry in entries:
        counts = outcome(entry, judged)
        for feature in features(entry):
            table[tuple(feature.split(": ", 1))].update(counts)
    return table


def rows(table, names):
    head = ["| " + " | ".join([*names, *HEAD]) + " |",
            "|" + " --- |" * len(names) + " ---: |" * len(HEAD)]
    for key in sorted(table):
        words = key if isinstance(key, tuple) else (key,)
        head.append("| " + " | ".join([*words, *(
            str(table[key][h]) for h in HEAD)]) + " |")
    return head + [""]


def reasons():
    """"kind rule fault" -> why the difference is there; tools/generator/open.txt
    has them, one in a line."""
    out = {}
    with open(os.path.join(HERE, "open.txt"), encoding="utf-8") as file:
        for line in file:
            if line.strip() and not line.startswith("#"):
                what, why = line.strip().split(": ", 1)
                out[what] = why
    return out


def told(entries):
    """A line for each difference that counts."""
    known, lines = reasons(), []
    for entry in entries:
        kinds = sorted({key.split(":")[1] for key in entry["faults"]})
        for kind, rule, _ in entry["open"]:
            why = next((known[f"{kind} {rule} {fault}"] for fault in kinds
                        if f"{kind} {rule} {fault}" in known),
                       known.get(f"{kind} {rule}", "not looked at yet"))
            lines.append(f"- seed {entry['seed']}, {kind} {rule} "
                         f"({', '.join(kinds) or 'no fault'}): {why}")
    return lines


def part(paths, judged):
    """Markdown lines."""
    records, judged = read(paths), set(judged)
    entries = [r for r in records if "unusable" not in r]
    sums = sum((outcome(e, judged) for e in entries), collections.Counter())
    broken = sum(len(set(e["broken"]) & judged) for e in entries)
    missed = sum(kind == "missed" for e in entries for kind, _, _ in e["open"])
    seeds = [r["seed"] for r in records]
    aside = collections.Counter(
        why for e in entries for _, _, why in e["explained"])
    sizes = sorted(e["lines"] for e in entries)
    lines = [
        "## Generated drivers", "",
        f"{len(records)} drivers of `tools/generate` (seeds {min(seeds)} to {max(seeds)}; {sizes[0]} to {sizes[-1]} lines), judged by "
        "`tools/differential`: [differential.md](differential.md).",
        f"{sums['violating']} break a rule both sides know, {sums['drivers'] - sums['violating']} break none, "
        f"{len(records) - len(entries)} could not be judged. Of {broken} violations {missed} are missed "
        f"({100 * (1 - missed / max(broken, 1)):.2f} % recall); {sums['false']} drivers have a finding no schedule shows.", "",
        "A driver counts for a rule that it breaks, is said to break or was meant to break; *inconclusive* is the kernel's.", ""]
    lines += rows(by_rule(entries, judged), ["rule"])
    lines += ["By what is in them (a driver with several clients counts for what any of them has):", ""]
    lines += rows(by_feature(entries, judged), ["choice", "alternative"])
    if aside:
        lines += ["| differences set aside | times |", "| --- | ---: |"]
        lines += [f"| {why} | {n} |" for why, n in sorted(aside.items())] + [""]
    return lines + told(entries) + [""]
