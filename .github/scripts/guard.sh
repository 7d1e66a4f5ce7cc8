#!/usr/bin/env bash
# Judges the preview and writes review/verdict.md, the comment for reviewers. Runs after a preview that failed, too.
# Exit code: the guard's own (0 safe, 1 dangerous, 2 unreadable).
#
# Needs: PULUMI_STACK.
set -euo pipefail

# Names and tags come from Azure. A "##vso[" in one would be a command to the agent of Azure Pipelines, so it is broken up.
printable() { sed 's/##\(vso\)\{0,1\}\[/# #\1[/gI'; }

verdict=0
# --no-install: where the command is missing, npx would fetch whatever package has its name, and run it with this job's login.
npx --no-install kore-byok guard evidence/preview.json --state evidence/state.json --stack "$PULUMI_STACK" --markdown \
  2>&1 >review/verdict.md | printable || verdict=$?
printable <review/verdict.md
[ -z "${GITHUB_STEP_SUMMARY:-}" ] || cat review/verdict.md >>"$GITHUB_STEP_SUMMARY"
[ -z "${TF_BUILD:-}" ] || echo "##vso[task.uploadsummary]$PWD/review/verdict.md"
exit "$verdict"
