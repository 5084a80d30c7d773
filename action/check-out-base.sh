#!/usr/bin/env bash
# Checks out the commit BASE below OUT, and prints where the project of this folder is in it.
set -euo pipefail

if [[ ! ${BASE:-} =~ ^[0-9a-f]{40,64}$ ]]; then
  echo "error this event has no commit to compare with: plan on pull_request, and apply on push" >&2
  exit 1
fi
if ! git cat-file -e "$BASE^{commit}" 2>/dev/null && ! git fetch --quiet --depth=1 origin "$BASE"; then
  echo "error commit $BASE is not in the checkout: give actions/checkout \"fetch-depth: 0\"" >&2
  exit 1
fi
# Hooks that an earlier job left on the runner are none of ours.
git -c core.hooksPath=/dev/null worktree add --quiet --force --detach "$OUT/base" "$BASE" >&2

# A project that begins here was an empty folder before. Only git can say so: a listing that fails
# ends the job, and a folder that is missing for another reason is an error of audiencectl.
folder="$(git rev-parse --show-prefix)"
if [[ -n $folder ]]; then
  before="$(git --literal-pathspecs ls-tree --full-tree "$BASE" -- "${folder%/}")"
  if [[ -z $before ]]; then mkdir -p "$OUT/base/$folder"; fi
fi
# So were the folders of each of many projects that begins here. It ends the job where a file stood in their place.
if [[ -n ${EACH:-} ]]; then
  git ls-tree -r -d -z --full-tree --name-only HEAD | (cd "$OUT/base" && xargs -0r mkdir -p --) >&2
fi
printf '%s\n' "$OUT/base/$folder"
