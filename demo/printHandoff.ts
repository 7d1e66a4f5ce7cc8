import type { Story } from "./story";

/** Prints the hand-off, label by label, as it stands in the stack's output. */
export function printHandoff(handoff: unknown, story: Story): void {
  for (const [label, value] of Object.entries(handoff as Record<string, unknown>)) {
    print(label, value, "", story);
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
