#!/usr/bin/env bash
# Packs what is published into the folder tarballs: the components and the policy pack.
set -euo pipefail

# npm takes a provenance only from a package that names the repository that it was built from.
if [ -n "${GITHUB_REPOSITORY:-}" ]; then
  for package in components policy; do
    (cd "$package" && npm pkg set repository.type=git \
      "repository.url=git+$GITHUB_SERVER_URL/$GITHUB_REPOSITORY.git" "repository.directory=$package")
  done
fi

mkdir -p tarballs
npm pack --workspace components --pack-destination tarballs
npm pack ./policy --pack-destination tarballs
