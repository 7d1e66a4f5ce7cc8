import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import MarkdownIt from "markdown-it";
import { NetworkMode } from "../../../components/plan/networkPlan";
import { KoreProduct } from "../../../components/plan/roles";
import { writeHandoff } from "../../../operator/handoff/writeHandoff";
import { escapeHtml } from "../../../operator/handoff/print/escapeHtml";
import { printHtml } from "../../../operator/handoff/print/html";
import { printMarkdown } from "../../../operator/handoff/print/markdown";
import { type OperatedVault, startOperatedVault } from "../operatedVault";
import { schemaOf } from "../schemaOf";
import { type Sample, sampleOutputs } from "./sample";

const validate = schemaOf("handoff/handoff.schema.json");
const today = new Date("2026-11-24T10:00:00Z");
const documentOf = (sample: Sample = {}) => writeHandoff(sampleOutputs(sample), today);
const stepOf = (sample: Sample, id: string) => documentOf(sample).steps.find((step) => step.id === id)!;

describe("the hand-off's document", () => {
  it.each([
    [{}, ["authorize", "ticket", "connection", "rehearse", "console", "afterwards"]],
    [{ networkMode: NetworkMode.Firewall }, ["authorize", "ticket", "firewall", "rehearse", "console", "afterwards"]],
  ])("goes from the consent to the last click: %j", (sample, ids) => {
    const document = documentOf(sample);

    expect(document.steps.map(({ id }) => id)).toEqual(ids);
    expect([validate(document), validate.errors]).toEqual([true, null]);
  });

  it("asks Kore's support for what the guide's step 4 lists, and for what the network mode needs", () => {
    const { message } = stepOf({}, "ticket");
    for (const line of [
      "Tenant ID: 11111111-1111-4111-8111-111111111111",
      "Key Vault URI: https://kv-contoso-kore.vault.azure.net/",
      "Key Name: kore-byok",
      "Resource ID: /subscriptions/22222222-",
      "Region: westeurope",
      "Target sub-resource: vault",
      "Which Azure subscription and region does your private endpoint come from?",
    ]) {
      expect(message).toContain(line);
    }
    const firewall = stepOf({ networkMode: NetworkMode.Firewall }, "ticket").message;
    expect(firewall).toContain("Kore IP ranges: 20.42.7.0/28, 52.168.3.9/32");
    expect(firewall).not.toContain("private endpoint");
  });

  it.each([
    [KoreProduct.AiForService, "Key identifier", "Authentication credentials", "Click Test Configuration"],
    [KoreProduct.AiForWork, "Key Vault URL", "Tenant ID", "Click Test Connection"],
  ])("has the console's own labels for %s", (koreProduct, uriLabel, tenantLabel, test) => {
    const { values, actions } = stepOf({ koreProduct }, "console");

    expect(values.slice(0, 3)).toEqual([
      { label: "Cloud Provider", value: "Azure" },
      { label: uriLabel, value: "https://kv-contoso-kore.vault.azure.net/" },
      { label: tenantLabel, value: "11111111-1111-4111-8111-111111111111" },
    ]);
    expect(actions.join("\n")).toContain(test);
  });

  it("knows the enforcement date of the configuration, and asks for one where there is none", () => {
    expect(documentOf({ enforcementDate: "2027-03-01" })).toMatchObject({ enforcementDate: "2027-03-01" });
    expect(documentOf()).toMatchObject({ enforcementDate: null });
    expect(stepOf({}, "console").commands).toContain("pulumi config set enforcementDate YYYY-MM-DD");
    expect(stepOf({ koreProduct: KoreProduct.AiForWork }, "console").commands).toEqual([]);
  });

  it.each([
    [["vault"], "holds its role on the vault. There is nothing left to do", "role on vault<"],
    [["key"], "holds its role on the key. There is nothing left to do", "role on key<"],
    [["key", "vault"], "holds a role each on the key and on the vault.", "role on key and vault<"],
  ] as const)("says what Kore holds a role on: %j", (rolesOn, said, drawn) => {
    const document = documentOf({ rolesOn: [...rolesOn] });

    expect(document.koreRolesOn).toEqual(rolesOn);
    expect(document.steps[0]!.text[0]).toContain(said);
    expect(printHtml(document)).toContain(drawn);
  });

  it("says that access is revoked, and how it comes back", () => {
    const document = documentOf({ rolesOn: [] });

    const [first] = document.steps;
    expect(first).toMatchObject({ id: "authorize", who: "You", commands: ["npx kore-byok restore"] });
    expect(first!.text[0]).toContain("holds no role: its access is revoked");
    expect(printMarkdown(document)).not.toContain("There is nothing left to do");
    expect(printHtml(document)).toContain("no role: revoked");
    expect(printHtml(document)).not.toMatch(/holds (its|a) role|role on vault/);
    expect([validate(document), validate.errors]).toEqual([true, null]);
  });

  it("draws no connection as approved before it is", () => {
    const html = printHtml(documentOf());

    expect(html).toMatch(/>Private endpoint<.*>connection<.*>once you have approved it</);
    expect(html).not.toContain("Approved connection");
  });

  it("states that Kore makes the private endpoint only where Kore documents it", () => {
    const service = printMarkdown(documentOf({ koreProduct: KoreProduct.AiForService }));
    expect(service).toContain("Kore is expected to make the private endpoint");
    expect(service).toContain("ask Kore's support");
    expect(service).toContain("Do you create the private endpoint on your side");
    const work = printMarkdown(documentOf({ koreProduct: KoreProduct.AiForWork }));
    expect(work).toContain("Kore makes the private endpoint, and it appears on vault kv-contoso-kore");
    expect(work).not.toContain("expected");
    for (const html of [KoreProduct.AiForService, KoreProduct.AiForWork].map((koreProduct) =>
      printHtml(documentOf({ koreProduct })),
    )) {
      expect(html).not.toContain("private endpoint that Kore makes");
    }
  });

  it("tells both ways of validating afterwards", () => {
    expect(stepOf({}, "afterwards").actions.join(" ")).toMatch(/analytics.*Authorization Profiles and Dialogs/s);
  });

  it.each([NetworkMode.PrivateEndpoint, NetworkMode.Firewall])(
    "never lets Kore in by what does not: %s",
    (networkMode) => {
      const text = printMarkdown(documentOf({ networkMode }));

      for (const sentence of text.split(/(?<=[.:])\s/)) {
        if (/trusted Microsoft services/i.test(sentence)) expect(sentence).toMatch(/not|own services/);
        if (/your own network/i.test(sentence)) expect(sentence).toContain("no path");
      }
    },
  );
});

describe("the hand-off's printers", () => {
  const hostile = 'x`"><img src=x onerror=alert(1)>|</code></pre>';

  it("show every value of the document", () => {
    const document = documentOf({ enforcementDate: "2027-03-01" });
    const markdown = printMarkdown(document);
    const html = printHtml(document);
    for (const { values, actions, commands } of document.steps) {
      for (const text of [...values.map(({ value }) => value), ...commands]) {
        expect(markdown).toContain(text);
        expect(html).toContain(escapeHtml(text));
      }
      for (const action of actions) expect(markdown).toContain(`- [ ] ${action}`);
    }
  });

  it("take values for text alone", () => {
    const document = documentOf({ keyName: hostile });
    const html = printHtml(document);
    expect(html).not.toContain("<img");
    expect(html.match(/<pre/g)).toHaveLength(html.match(/<\/pre>/g)!.length);

    const rendered = new MarkdownIt({ html: true, linkify: false }).render(printMarkdown(document));
    expect(rendered).not.toContain("<img");
    // The row is still one row of two cells.
    expect(rendered).toContain("<td>Key Name</td>");
  });

  it("ask the network for nothing, and run nothing", () => {
    const html = printHtml(documentOf());
    expect(html).not.toMatch(/<script|<link|<iframe|@import|url\((?!#)|\ssrc=|\son\w+=/i);
    expect(html).toContain("default-src 'none'");
  });
});

describe("kore-byok handoff", () => {
  let vault: OperatedVault;
  let folder: string;
  beforeAll(async () => {
    vault = await startOperatedVault();
    vault.installPulumi(sampleOutputs());
    folder = mkdtempSync(join(tmpdir(), "handoff-"));
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await vault.close();
  });
  const handoff = (...args: string[]) => vault.run(["handoff", ...args], {});

  it("prints Markdown, or JSON by its schema, and asks Azure nothing", async () => {
    const calls = vault.azure.log.entries.length;

    const markdown = await handoff("--stack", "dev");
    expect([markdown.exitCode, markdown.stderr]).toEqual([0, ""]);
    expect(markdown.stdout).toMatch(/^# Bring your own key: hand-off to Kore.ai\n/);

    const json = await handoff("--json");
    expect([json.exitCode, validate(JSON.parse(json.stdout))]).toEqual([0, true]);
    expect(vault.azure.log.entries).toHaveLength(calls);
  });

  it("writes a page as a whole, and says where", async () => {
    const file = join(folder, "handoff.html");

    const { exitCode, stdout, stderr } = await handoff("--format", "html", "--output", file);

    expect([exitCode, stdout, stderr]).toEqual([0, "", `Written to ${file}\n`]);
    expect(readFileSync(file, "utf8")).toMatch(/^<!doctype html>[^]*<\/html>\n$/);
    expect(readdirSync(folder)).toEqual(["handoff.html"]);
  });

  it.each([
    ["a folder", () => folder, "is a folder"],
    [
      "a place that is not there",
      () => join(folder, "none", "x.html"),
      "x.html cannot be written: ENOENT: no such file or directory.\n",
    ],
  ])("refuses %s", async (_title, place, message) => {
    const { exitCode, stderr } = await handoff("--output", place());

    expect([exitCode, stderr]).toEqual([1, expect.stringContaining(message)]);
    expect(existsSync(join(folder, "none"))).toBe(false);
  });

  it("says what is missing where the stack is none of this package's", async () => {
    const { exitCode, stdout, stderr } = await handoff("--json", "--stack", "prod");

    expect([exitCode, validate(JSON.parse(stdout))]).toEqual([1, true]);
    expect(stderr).toContain("no stack named 'prod' found");
  });
});
