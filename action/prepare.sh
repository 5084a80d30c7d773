#!/usr/bin/env bash
# Names what both halves of the work must call alike: where files go, the plan, the comment.
set -euo pipefail

if [[ $COMMAND != plan && $COMMAND != apply ]]; then
  echo "error command is \"$COMMAND\", and can be plan or apply" >&2
  exit 1
fi

project="${PROJECT#./}"
key="${project%/}/${AUDIENCECTL_ENV:--}"
out="$RUNNER_TEMP/audiencectl-$RANDOM$RANDOM"
mkdir -p "$out"

# An artifact's name can't hold a slash; the digest keeps names apart that differ in nothing else.
digest="$(printf '%s' "$key" | git hash-object --stdin)"
{
  echo "key=$key"
  echo "artifact=audiencectl-plan-${key//[^A-Za-z0-9]/-}-${digest:0:8}"
  echo "out=$out"
} >>"$GITHUB_OUTPUT"
