#!/usr/bin/env bash
# Refuses to release packages of another version than the tag's, such as v1.2.3.
#
# Argument: the tag.
set -euo pipefail

for package in components policy; do
  version=$(node -p "require('./$package/package.json').version")
  if [ "v$version" != "$1" ]; then
    echo "The tag is $1, and $package/package.json says $version: let them agree." >&2
    exit 1
  fi
done
