#!/usr/bin/env bash
# Fails in a second, and names everything that is missing at once, where a login would try for minutes
# (pulumi/actions#972) or end in a cryptic message (pulumi/auth-actions#47).
#
# Arguments: names of the environment variables that must have a value.
set -euo pipefail

missing=()
for name in "$@"; do
  [ -n "${!name:-}" ] || missing+=("$name")
done
if [ -n "${GITHUB_ACTIONS:-}" ] && [ -z "${ACTIONS_ID_TOKEN_REQUEST_URL:-}" ]; then
  missing+=("permission id-token: write of this job")
fi

if [ "${#missing[@]}" -gt 0 ]; then
  echo "This pipeline is not set up yet. Missing:" >&2
  printf '  %s\n' "${missing[@]}" >&2
  echo "Where each comes from: docs/pull-requests.md, \"Set it up\"." >&2
  exit 1
fi
