#!/usr/bin/env python3
# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
"""Runs what a CI host would run of the files we ship for it.

usage: run_ci.py github ACTION STEP [INPUT=VALUE...]
       run_ci.py gitlab TEMPLATE JOB [VARIABLE=VALUE...]
       run_ci.py pre-commit HOOKS ID

Does of the host's work only what these need: defaults, `${{ }}` of inputs and
paths, environment, exit status. Runs in the current folder.
"""

import os
import re
import shlex
import subprocess
import sys

import yaml


def expand(text, values):
    def value(match):
        name = match.group(1)
        if name not in values:
            sys.exit(f"unknown expression: {name}")
        return values[name]
    return re.sub(r"\$\{\{\s*([\w.-]+)\s*\}\}", value, str(text))


def github(action, step_id, given):
    with open(action, encoding="utf-8") as file:
        action_data = yaml.safe_load(file)
    unknown = set(given) - set(action_data["inputs"])
    if unknown:
        sys.exit(f"no such input: {unknown}")
    values = {f"inputs.{name}": given.get(name, spec["default"])
              for name, spec in action_data["inputs"].items()}
    values["github.action_path"] = os.path.dirname(os.path.abspath(action))
    steps = {step.get("id"): step for step in action_data["runs"]["steps"]}
    for output in action_data["outputs"].values():
        if not re.fullmatch(r"\$\{\{ steps\.(\w+)\.outputs\.\w+ \}\}", output["value"]):
            sys.exit(f"odd output: {output}")
    step = steps[step_id]
    env = {name: expand(text, values) for name, text in step["env"].items()}
    return subprocess.run([step["shell"], "-e", "-o", "pipefail", "-c",
                           expand(step["run"], values)],
                          env={**os.environ, **env}, check=False).returncode


def gitlab(template, job, given):
    with open(template, encoding="utf-8") as file:
        spec = yaml.safe_load(file)[job]
    unknown = set(given) - set(spec["variables"])
    if unknown:
        sys.exit(f"no such variable: {unknown}")
    run = subprocess.run(["bash", "-e", "-c", "\n".join(spec["script"])], check=False,
                         env={**os.environ, **spec["variables"], **given})
    artifacts = spec["artifacts"]
    for file in artifacts["paths"] + list(artifacts["reports"].values()):
        print("artifact" if os.path.exists(file) else "missing", file)
    return run.returncode


def pre_commit(hooks, hook):
    with open(hooks, encoding="utf-8") as file:
        (spec,) = [h for h in yaml.safe_load(file) if h["id"] == hook]
    if spec["language"] != "system" or spec["pass_filenames"]:
        sys.exit("this hook wants more than is done here")
    return subprocess.run(shlex.split(spec["entry"]) + spec["args"],
                          check=False).returncode


def main():
    kind, file, name, *pairs = sys.argv[1:]
    given = dict(pair.split("=", 1) for pair in pairs)
    if kind == "github":
        return github(file, name, given)
    return gitlab(file, name, given) if kind == "gitlab" else pre_commit(file, name)


if __name__ == "__main__":
    sys.exit(main())
