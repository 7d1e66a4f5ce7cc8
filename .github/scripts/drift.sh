#!/usr/bin/env bash
# Compares Azure with the program. Writes what differs to review/drift.txt, and tells later steps found=true or false.
# Exit code: 0 nothing differs, 7 something does (as Pulumi's own), any other: it could not be told.
#
# Needs: PULUMI_STACK.
set -euo pipefail

mkdir -p review
outcome=0
pulumi preview --stack "$PULUMI_STACK" --non-interactive --color never --refresh --expect-no-changes --diff \
  --suppress-outputs >review/drift.txt || outcome=$?
cat review/drift.txt
case "$outcome" in
  0) found=false ;;
  7) found=true ;;
  *) exit "$outcome" ;;
esac
[ -z "${GITHUB_OUTPUT:-}" ] || echo "found=$found" >>"$GITHUB_OUTPUT"
exit "$outcome"
