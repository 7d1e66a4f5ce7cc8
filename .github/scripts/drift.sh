#!/usr/bin/env bash
# Compares Azure with the program. Writes what Pulumi says, its errors too, to review/drift.txt, and tells later steps what
# was found:
#   false    nothing differs
#   true     something does, and pulumi up would put it back
#   gone     the vault or the key is no longer there: pulumi up would make another one
#   unknown  the comparison failed, as it does where the program refuses what it found: a disabled key, for one
# Exit code: Pulumi's own (0 nothing differs, 7 something does, any other: the comparison failed).
#
# Needs: PULUMI_STACK.
set -euo pipefail

mkdir -p review
outcome=0
pulumi preview --stack "$PULUMI_STACK" --non-interactive --color never --refresh --expect-no-changes --diff \
  --suppress-outputs >review/drift.txt 2>&1 || outcome=$?
cat review/drift.txt
case "$outcome" in
  0) found=false ;;
  7) found=true ;;
  *) found=unknown ;;
esac
if [ "$outcome" != 0 ] && grep --quiet --extended-regexp '^ *\+ azure-native:keyvault[^ ]*:(Vault|Key): \(create\)' review/drift.txt; then
  found=gone
  echo "The vault or the key is gone. Recover it before any pulumi up, which would make another one: docs/recovery.md" >&2
fi
[ -z "${GITHUB_OUTPUT:-}" ] || echo "found=$found" >>"$GITHUB_OUTPUT"
exit "$outcome"
