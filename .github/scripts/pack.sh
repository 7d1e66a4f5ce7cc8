#!/usr/bin/env bash
# Packs what is published into the folder tarballs: the components and the policy pack.
set -euo pipefail

mkdir -p tarballs
npm pack --workspace components --pack-destination tarballs
npm pack ./policy --pack-destination tarballs
