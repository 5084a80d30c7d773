#!/usr/bin/env bash
# Writes what was edited remotely into the manifests of this checkout. It is compared with BASE, the
# commit that was applied last: what was merged since is not an edit of the Criteo UI.
set -euo pipefail

here="$(dirname "${BASH_SOURCE[0]}")"
base="$(bash "$here/check-out-base.sh")"

code=0
audiencectl pull ${EACH:+--each "$EACH"} --base "$base" --format json >"$OUT/pull.json" || code=$?

# The document has the errors, and nothing else would show them.
if [[ $code != 0 ]]; then cat "$OUT/pull.json" >&2; fi
exit "$code"
