#!/usr/bin/env bash
# Proposes what was pulled. Paths in its document begin at the folder of the project file; of many projects, here.
set -euo pipefail

here="$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" >/dev/null && pwd)"

if [[ -z ${EACH:-} ]]; then cd -- "$(dirname -- "${AUDIENCECTL_PROJECT:-audiencectl.yaml}")" >/dev/null; fi
checkout="$(git rev-parse HEAD)"
folder="$(git rev-parse --show-prefix)"
bash "$here/without-criteo.sh" audiencectl-review propose --key="$KEY" --from="$OUT" --checkout="$checkout" --project-folder="$folder"
