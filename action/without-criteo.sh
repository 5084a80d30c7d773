#!/usr/bin/env bash
# Runs a command without any credentials of Criteo, whatever suffix they have.
set -euo pipefail

unset CREDENTIALS "${!CRITEO_@}"
exec "$@"
