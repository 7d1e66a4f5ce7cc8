#!/usr/bin/env bash
# Makes the preview that the guard judges, and in the same run the plan that a deployment may carry out. On GitHub,
# pulumi/actions has made one of its own before, for people to read: nothing is taken from it.
# Leaves preview.json and state.json in the folder evidence, which stays on the machine; in the folder review, which is
# kept, tree.txt and, where the preview succeeded, plan.json.
#
# Needs: PULUMI_STACK, POLICY_PROFILE (baseline, private or hsm).
set -euo pipefail

mkdir -p evidence review
# The plan is for these very files: deploy.sh refuses it for others.
git rev-parse 'HEAD^{tree}' >review/tree.txt
pulumi stack export --stack "$PULUMI_STACK" --non-interactive >evidence/state.json
pulumi preview --stack "$PULUMI_STACK" --non-interactive --color never --refresh --json --show-sames \
  --policy-pack policy --policy-pack-config "policy/profiles/$POLICY_PROFILE.json" \
  --save-plan review/plan.json >evidence/preview.json
