#!/usr/bin/env bash
# Azure Pipelines: installs the Pulumi CLI of the version given, from its release.
#
# The archive is compared with the checksums of the same release. That proves that it arrived whole and is what the release
# lists. It does not prove who made it: whoever can change the one can change the other. For that, keep the archive's own
# sha256 here and compare with it.
set -euo pipefail

release="https://github.com/pulumi/pulumi/releases/download/v$1"
archive="pulumi-v$1-linux-x64.tar.gz"
checksums="pulumi-$1-checksums.txt"

cd "$(mktemp -d)"
for file in "$archive" "$checksums"; do
  curl --fail --silent --show-error --location --proto =https --output "$file" "$release/$file"
done
grep --fixed-strings "  $archive" "$checksums" | sha256sum --check --strict
mkdir -p "$HOME/.pulumi/bin"
tar --extract --gzip --file "$archive" --directory "$HOME/.pulumi/bin" --strip-components 1
echo "##vso[task.prependpath]$HOME/.pulumi/bin"
