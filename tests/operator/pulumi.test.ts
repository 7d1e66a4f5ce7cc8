import { failedRun } from "../../operator/pulumi";

describe("a failed run of pulumi", () => {
  it.each([
    [
      "error: no stack named 'nope' found",
      "Name the stack with --stack; `pulumi stack ls` shows those of this project.",
    ],
    [
      "error: no stack selected; please use `pulumi stack select` or `pulumi stack init` to choose one",
      "Name the stack with --stack; `pulumi stack ls` shows those of this project.",
    ],
    [
      "error: no Pulumi.yaml project file found",
      "Run the command in the folder of the Pulumi project, logged in to its backend.",
    ],
  ])("of '%s' says what to do", (stderr, fix) => {
    const error = failedRun(["stack", "output"], 255, `${stderr}\n`);

    expect([error.message, error.fix]).toEqual([`\`pulumi stack output\` failed: ${stderr}`, fix]);
  });
});
