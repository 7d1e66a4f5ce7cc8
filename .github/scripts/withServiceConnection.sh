#!/usr/bin/env bash
# Azure Pipelines: runs a command with the login of the AzureCLI task's service connection, for Pulumi's providers.
# Needs addSpnToEnvironment: true, and a service connection with workload identity federation.
#
# What the command prints comes from Azure in part, such as names and tags. A "##vso[" in it would be a command to the agent,
# so it is broken up.
set -euo pipefail

: "${idToken:?the service connection must use workload identity federation, and the task addSpnToEnvironment}"
ARM_SUBSCRIPTION_ID=$(az account show --query id --output tsv)
export ARM_SUBSCRIPTION_ID ARM_USE_OIDC=true ARM_OIDC_TOKEN="$idToken"
export ARM_CLIENT_ID="$servicePrincipalId" ARM_TENANT_ID="$tenantId"
# Azure Pipelines may leave an empty variable out; Pulumi wants this one, empty or not.
export PULUMI_CONFIG_PASSPHRASE="${PULUMI_CONFIG_PASSPHRASE-}"
"$@" 2>&1 | sed --unbuffered 's/##\(vso\)\{0,1\}\[/# #\1[/gI'
