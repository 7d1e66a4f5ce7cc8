import { koreClientId } from "../../support/stackConfiguration";
import type { BadInput } from "./badInput";

const tenantId = "3f6d1c52-1b0e-4a55-9c61-5d0f6f0b7a11";
const guidRule = /a GUID in lower case/;
const nilRule = /never the nil GUID/;

/** Tenants and applications. */
export const identity: BadInput[] = [
  { id: "B01 tenantId empty", set: { tenantId: "" }, rule: guidRule, fix: /Microsoft Entra ID > Properties/ },
  { id: "B02 tenantId not-a-guid", set: { tenantId: "not-a-guid" }, rule: guidRule },
  {
    id: "B03 tenantId in braces",
    set: { tenantId: `{${tenantId}}` },
    rule: guidRule,
    fix: RegExp(`write ${tenantId}`),
  },
  {
    id: "B03 tenantId with a space",
    set: { tenantId: `${tenantId} ` },
    rule: guidRule,
    fix: RegExp(`write ${tenantId}`),
  },
  {
    id: "B03 tenantId in upper case",
    set: { tenantId: tenantId.toUpperCase() },
    rule: guidRule,
    fix: RegExp(`write ${tenantId}`),
  },
  { id: "B04 tenantId nil", set: { tenantId: "00000000-0000-0000-0000-000000000000" }, rule: nilRule },
  {
    id: "B05 koreClientId missing",
    set: { koreClientId: undefined },
    rule: /required/,
    fix: /ask Kore's support/,
    value: "(not set)",
  },
  { id: "B05 koreClientId (unset)", set: { koreClientId: "(unset)" }, rule: /required/, value: "(not set)" },
  {
    id: "B06 koreClientId of 35 characters",
    set: { koreClientId: koreClientId.slice(1) },
    rule: guidRule,
    fix: /ask Kore's support/,
  },
  {
    id: "B07 koreClientId = tenantId",
    set: { koreClientId: tenantId, tenantId },
    at: ["koreClientId"],
    rule: /not the tenant ID/,
  },
  { id: "B08 koreClientId nil", set: { koreClientId: "00000000-0000-0000-0000-000000000000" }, rule: nilRule },
  {
    id: "B08 koreClientId <KORE-CLIENT-ID>",
    set: { koreClientId: "<KORE-CLIENT-ID>" },
    rule: /placeholder, not a value/,
  },
  {
    id: "B09 koreClientId of Microsoft Graph",
    set: { koreClientId: "00000003-0000-0000-c000-000000000000" },
    rule: /a service of Microsoft, not of Kore/,
  },
  ...["common", "organizations", "contoso.onmicrosoft.com"].map((name) => ({
    id: `B11 tenantId ${name}`,
    set: { tenantId: name },
    rule: guidRule,
  })),
  {
    id: "B13 koreClientId with a Cyrillic a",
    set: { koreClientId: koreClientId.replace("a", "а") },
    rule: guidRule,
    value: '"5f4d9b7\\u{430}-3a55-4c1c-9d0f-1f2e3d4c5b6a"',
  },
  {
    id: "B13 koreClientId with a full-width 5",
    set: { koreClientId: koreClientId.replace("5", "５") },
    rule: guidRule,
    value: '"\\u{ff15}f4d9b7a-3a55-4c1c-9d0f-1f2e3d4c5b6a"',
  },
];
