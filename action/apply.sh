#!/usr/bin/env bash
# Applies the plan in OUT/reviewed: the one with CHECKSUM, and only what the manifests of this checkout
# ask for, compared with those of BASE. The same command again finishes what was cut off, so that a
# failed job may simply be run again.
set -euo pipefail

here="$(dirname "${BASH_SOURCE[0]}")"
# Git needs none of them.
export -n CREDENTIALS
base="$(bash "$here/check-out-base.sh")"
# shellcheck source=action/export-credentials.sh
source "$here/export-credentials.sh"

# Each of many plans is held against its own checksum by apply, and all of them against the reviewed one here.
if [[ -n ${EACH:-} ]]; then
  bash "$here/without-criteo.sh" \
    audiencectl-review check --from "$OUT/reviewed/plans" --checksum "$CHECKSUM"
  plans=(--each "$OUT/reviewed/plans" --auto-approve)
else
  plans=("$OUT/reviewed/plan.json" --checksum "$CHECKSUM")
fi

code=0
audiencectl apply "${plans[@]}" --base "$base" \
  --report "markdown=$OUT/applied.md" || code=$?

if [[ -f $OUT/applied.md ]]; then cat "$OUT/applied.md" >>"$GITHUB_STEP_SUMMARY"; fi
exit "$code"
