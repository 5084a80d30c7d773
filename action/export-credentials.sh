#!/usr/bin/env bash
# Sourced: makes each line of CREDENTIALS a variable. Only names of Criteo's credentials are taken, and no value is printed.

declare +x CREDENTIALS="${CREDENTIALS:-}"
while IFS= read -r line; do
  line="${line#"${line%%[![:space:]]*}"}"
  line="${line%"${line##*[![:space:]]}"}"
  if [[ -z $line ]]; then continue; fi
  if [[ ! $line =~ ^CRITEO_(CLIENT_ID|CLIENT_SECRET|ACCESS_TOKEN)(_[A-Z0-9_]+)?=(.+)$ ]]; then
    echo 'error a line of "credentials" is not NAME=VALUE with a name such as CRITEO_CLIENT_ID_NORTH, or has no value' >&2
    exit 1
  fi
  export "${line%%=*}=${line#*=}"
done <<<"$CREDENTIALS"
unset CREDENTIALS
