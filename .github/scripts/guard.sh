#!/usr/bin/env bash
# Judges the preview and writes review/verdict.md, the comment for reviewers. Runs after a preview that failed, too.
# Exit code: the guard's own (0 safe, 1 dangerous, 2 unreadable); 2 as well where the guard itself has failed.
#
# Needs: PULUMI_STACK.
set -euo pipefail

# Names and tags come from Azure. A "##vso[" in one would be a command to the agent of Azure Pipelines, and a line that begins
# with "::" one to GitHub's runner, so both are broken up.
printable() { sed -e 's/##\(vso\)\{0,1\}\[/# #\1[/gI' -e 's/^\([[:space:]]*\)::/\1: :/'; }

mkdir -p review
verdict=0
# --no-install: where the command is missing, npx would fetch whatever package has its name, and run it with this job's login.
npx --no-install kore-byok guard evidence/preview.json --state evidence/state.json --stack "$PULUMI_STACK" --markdown \
  2>&1 >review/verdict.md | printable || verdict=$?

# A command that is missing or breaks off ends with 1, as a dangerous plan does, and writes no verdict. Without a comment the
# one of an earlier run would stay, green maybe; so one with the guard's own first line takes its place.
if ! grep --quiet '^<!-- kore-byok-guard.* -->$' < <(head --lines 1 review/verdict.md); then
  [ "$verdict" -gt 1 ] || verdict=2
  name=$(printf %s "$PULUMI_STACK" | sed 's/[^A-Za-z0-9_./-]//g; s/--/-/g')
  cat >review/verdict.md <<COMMENT
<!-- kore-byok-guard: $name -->

### ⚠️ Kore BYOK guard: unreadable

> [!WARNING]
> **The plan could not be judged.** The command \`kore-byok guard\` is missing or has failed; the run's log says why.

What to do: let \`npm ci\` install the command as docs/pull-requests.md says under "Set it up", and run the job again. Until then
it is unknown what this plan would do to the key.
COMMENT
fi

printable <review/verdict.md
[ -z "${GITHUB_STEP_SUMMARY:-}" ] || cat review/verdict.md >>"$GITHUB_STEP_SUMMARY"
[ -z "${TF_BUILD:-}" ] || echo "##vso[task.uploadsummary]$PWD/review/verdict.md"

# On Azure Pipelines a run of main goes on to the approvers of the deployment, who decide over a plan that is dangerous. One
# that could not be judged fails there as it does for a pull request.
if [ -n "${TF_BUILD:-}" ] && [ "${BUILD_REASON:-}" != PullRequest ] && [ "$verdict" = 1 ]; then
  echo "##vso[task.logissue type=warning]The guard calls this plan dangerous. Its verdict is in the run's summary: approve it only if it is meant."
  echo "##vso[task.complete result=SucceededWithIssues]"
  exit 0
fi
exit "$verdict"
