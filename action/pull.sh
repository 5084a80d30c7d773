#!/usr/bin/env bash
# Writes what was edited remotely into the manifests of this checkout. It is compared with BASE, the
# commit that was applied last: what was merged since is not an edit of the Criteo UI.
set -euo pipefail

here="$(dirname "${BASH_SOURCE[0]}")"
# Git needs none of them.
export -n CREDENTIALS
base="$(bash "$here/check-out-base.sh")"
# shellcheck source=action/export-credentials.sh
source "$here/export-credentials.sh"

# Of many projects, a report says which failed and why.
pull=(--base "$base" --format json)
if [[ -n ${EACH:-} ]]; then pull=(--each "$EACH" "${pull[@]}" --report "text=$OUT/pull.txt"); fi

code=0
audiencectl pull "${pull[@]}" >"$OUT/pull.json" || code=$?

# The document has the errors, and nothing else would show them.
if [[ $code != 0 && -s $OUT/pull.txt ]]; then
  cat "$OUT/pull.txt" >&2
elif [[ $code != 0 ]]; then
  cat "$OUT/pull.json" >&2
fi
exit "$code"
