import type { Story } from "./story";

/** In the order in which a person needs them; the engine keeps outputs in the order of the alphabet. */
const order = ["product", "authorize", "shareWithKore", "networkAccess", "console"];

/** Prints the hand-off, label by label, as it stands in the stack's output. */
export function printHandoff(handoff: unknown, story: Story): void {
  for (const label of order) {
    print(label, (handoff as Record<string, unknown>)[label], "", story);
  }
}

function print(label: string, value: unknown, indent: string, story: Story): void {
  if (Array.isArray(value)) {
    story.tell(`${indent}${label}`);
    value.forEach((item) => story.tell(`${indent}  - ${String(item)}`));
  } else if (typeof value === "object" && value !== null) {
    story.tell(`${indent}${story.colours.bold(label)}`);
    for (const [inner, content] of Object.entries(value)) {
      print(inner, content, `${indent}  `, story);
    }
  } else {
    story.tell(`${indent}${label}: ${String(value)}`);
  }
}
