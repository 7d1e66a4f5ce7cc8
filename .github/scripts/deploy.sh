#!/usr/bin/env bash
# Carries out the plan that was reviewed, and nothing else: the engine stops where the update would differ from it.
#
# Needs: PULUMI_STACK, POLICY_PROFILE; review/plan.json and review/tree.txt as preview.sh left them.
set -euo pipefail

for file in review/plan.json review/tree.txt; do
  [ -s "$file" ] || { echo "There is no $file: the preview that was reviewed has left no plan." >&2; exit 1; }
done
reviewed=$(cat review/tree.txt)
here=$(git rev-parse 'HEAD^{tree}')
if [ "$reviewed" != "$here" ]; then
  echo "The plan was made for other files (tree $reviewed) than these (tree $here)." >&2
  echo "Something else was merged in between. Open a pull request on top of it, and have its preview reviewed." >&2
  exit 1
fi

# The policy pack once more: some values are known in the update only.
pulumi up --stack "$PULUMI_STACK" --non-interactive --color never --yes --skip-preview --refresh \
  --policy-pack policy --policy-pack-config "policy/profiles/$POLICY_PROFILE.json" \
  --plan review/plan.json
