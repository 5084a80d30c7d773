#!/usr/bin/env bash
# Plans against the commit in BASE. The exit code becomes an output: the comment comes first.
set -euo pipefail

arguments=(plan --out "$OUT/plan.json" --report "markdown=$OUT/plan.md" --report "html=$OUT/plan.html")
if [[ -n ${BASE:-} ]]; then
  # A shallow checkout has the merged state alone.
  git cat-file -e "$BASE^{commit}" 2>/dev/null || git fetch --quiet --depth=1 origin "$BASE"
  git worktree add --quiet --force --detach "$OUT/base" "$BASE"
  folder="$(git rev-parse --show-prefix)"
  # A project that begins here was an empty folder before. Only git can say so: a listing that fails
  # ends the job, and a folder that is missing for another reason is an error of audiencectl.
  if [[ -n $folder ]]; then
    before="$(git --literal-pathspecs ls-tree --full-tree "$BASE" -- "${folder%/}")"
    if [[ -z $before ]]; then mkdir -p "$OUT/base/$folder"; fi
  fi
  arguments+=(--base "$OUT/base/$folder")
fi

code=0
audiencectl "${arguments[@]}" || code=$?

if [[ -f $OUT/plan.md ]]; then
  cat "$OUT/plan.md" >>"$GITHUB_STEP_SUMMARY"
  echo "kept=true" >>"$GITHUB_OUTPUT"
else
  echo "Planning failed: see the log." >>"$GITHUB_STEP_SUMMARY"
fi
echo "code=$code" >>"$GITHUB_OUTPUT"
