#!/usr/bin/env bash
# Azure Pipelines: installs the Pulumi CLI by its own installer, in the version given.
set -euo pipefail

curl --fail --silent --show-error --location https://get.pulumi.com | sh -s -- --version "$1"
echo "##vso[task.prependpath]$HOME/.pulumi/bin"
