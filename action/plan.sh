#!/usr/bin/env bash
# Plans against what the pull request is merged to. The exit code becomes an output: the comment comes first.
set -euo pipefail

here="$(dirname "${BASH_SOURCE[0]}")"
# Git needs none of them.
export -n CREDENTIALS

# GitHub checks out a merge of the pull request. What that merge was made with is what it changes; the
# base that the event names may be older, and would show the changes of others as those of this one.
if [[ $(git rev-parse --quiet --verify 'HEAD^2' || true) == "$HEAD_SHA" ]]; then
  BASE="$(git rev-parse --verify 'HEAD^1')"
  export BASE
fi
base="$(bash "$here/check-out-base.sh")"
# shellcheck source=action/export-credentials.sh
source "$here/export-credentials.sh"

# One plan, or one for each of many projects.
plans=(--out "$OUT/plan.json")
if [[ -n ${EACH:-} ]]; then plans=(--each "$EACH" --out "$OUT/plans"); fi

code=0
audiencectl plan --base "$base" "${plans[@]}" \
  --report "markdown=$OUT/plan.md" --report "html=$OUT/plan.html" || code=$?

if [[ -f $OUT/plan.md ]]; then
  cat "$OUT/plan.md" >>"$GITHUB_STEP_SUMMARY"
  echo "kept=true" >>"$GITHUB_OUTPUT"
else
  echo "Planning failed: see the log." >>"$GITHUB_STEP_SUMMARY"
fi
echo "code=$code" >>"$GITHUB_OUTPUT"
