import type pc from "picocolors";

/** The demo as a person reads it: numbered steps, and at the end what held and what did not. */
export class Story {
  private steps = 0;
  private readonly checks: { claim: string; holds: boolean }[] = [];

  constructor(readonly colours: ReturnType<typeof pc.createColors>) {}

  /** The first line. */
  title(text: string): void {
    console.log(this.colours.bold(text));
  }

  /** Starts the next step. */
  step(text: string): void {
    this.steps += 1;
    console.log(`\n${this.colours.bold(this.colours.cyan(`${this.steps}. ${text}`))}`);
  }

  /** One line of the step. */
  tell(line: string): void {
    console.log(`   ${line}`);
  }

  /** A claim of the demo, kept for the summary. */
  check(claim: string, holds: boolean): void {
    this.checks.push({ claim, holds });
    this.tell(`${this.mark(holds)} ${claim}`);
  }

  /** Prints the summary; returns the exit code: 0 when every claim held, else 1. */
  end(): number {
    this.step("Summary");
    for (const { claim, holds } of this.checks) {
      this.tell(`${this.mark(holds)} ${claim}`);
    }
    const failed = this.checks.filter(({ holds }) => !holds).length;
    const held = failed === 0 && this.checks.length > 0;
    this.tell("");
    this.tell(
      held ? this.colours.green("Everything went as told.") : this.colours.red(`${failed} did not go as told.`),
    );
    return held ? 0 : 1;
  }

  private mark(holds: boolean): string {
    return holds ? this.colours.green("✓") : this.colours.red("✗");
  }
}
