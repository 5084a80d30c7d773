#!/usr/bin/env bash
# Applies the plan in OUT, and no other than the one with CHECKSUM. The same command again finishes
# what was cut off, so that a failed job may simply be run again.
set -euo pipefail

code=0
audiencectl apply "$OUT/plan.json" --checksum "$CHECKSUM" \
  --report "markdown=$OUT/applied.md" || code=$?

if [[ -f $OUT/applied.md ]]; then cat "$OUT/applied.md" >>"$GITHUB_STEP_SUMMARY"; fi
exit "$code"
