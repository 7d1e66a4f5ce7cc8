#!/usr/bin/env bash
# Publishes the packed tarballs. Logs in by trusted publishing (docs.npmjs.com/trusted-publishers): no token is kept.
# A version that is there already is passed over, so that a run that stopped half-way can be started again.
set -euo pipefail

for tarball in tarballs/*.tgz; do
  package=$(tar -xOzf "$tarball" package/package.json | node -p \
    'const { name, version } = JSON.parse(require("node:fs").readFileSync(0, "utf8")); `${name}@${version}`')
  if [ "$(npm view "$package" version 2>/dev/null)" != "" ]; then
    echo "$package is published already."
  else
    npm publish "./$tarball" --provenance --access public
  fi
done
