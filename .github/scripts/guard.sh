#!/usr/bin/env bash
# Judges the preview and writes review/verdict.md, the comment for reviewers. Runs after a preview that failed, too.
# Exit code: the guard's own (0 safe, 1 dangerous, 2 unreadable).
#
# Needs: PULUMI_STACK.
set -euo pipefail

verdict=0
npx kore-byok guard evidence/preview.json --state evidence/state.json --stack "$PULUMI_STACK" --markdown \
  >review/verdict.md || verdict=$?
cat review/verdict.md
[ -z "${GITHUB_STEP_SUMMARY:-}" ] || cat review/verdict.md >>"$GITHUB_STEP_SUMMARY"
[ -z "${TF_BUILD:-}" ] || echo "##vso[task.uploadsummary]$PWD/review/verdict.md"
exit "$verdict"
