#!/usr/bin/env bash
# Names what both halves of the work must call alike: where files go, the plan, the comment.
set -euo pipefail

if [[ $COMMAND != plan && $COMMAND != apply && $COMMAND != propose ]]; then
  echo "error command is \"$COMMAND\", and can be plan, apply or propose" >&2
  exit 1
fi

# Where the project is, as git says it: "./fr/" and "fr" are one project, and the folders of two
# projects that have the same name are two. Many projects are known by their glob.
cd -- "$PROJECT" >/dev/null
folder="$(git rev-parse --show-prefix)"
key="$folder${EACH:-${AUDIENCECTL_PROJECT:-audiencectl.yaml}}:${AUDIENCECTL_ENV:--}"

# It becomes a line of the outputs below, and must not become two.
if [[ $key == *[[:cntrl:]]* ]]; then
  echo "error the path of the project, or its environment, has a line break or another control character" >&2
  exit 1
fi

# An artifact's name can't hold a slash; the digest keeps names apart that differ in nothing else.
name="${key//[^A-Za-z0-9]/-}"
digest="$(printf '%s' "$key" | git hash-object --stdin)"
out="$(mktemp -d "$RUNNER_TEMP/audiencectl-XXXXXXXX")"
{
  echo "key=$key"
  echo "artifact=audiencectl-plan-${name:0:80}-$digest"
  echo "out=$out"
} >>"$GITHUB_OUTPUT"
