import { rules } from "../../../policy/rules";
import { policyReference } from "../../../tools/docs/policyReference";

describe("the policy rule reference", () => {
  const page = policyReference(rules);

  it.each(rules.map(({ name, description }) => [name, description]))(
    "has a row and a section for %s",
    (name, description) => {
      expect(page).toContain(`| [\`${name}\`](#${name})`);
      expect(page).toContain(`\n## ${name}\n\n${description}\n`);
    },
  );

  it("says what a rule says, and nothing of one that is gone", () => {
    const [first, ...others] = rules;
    const changed = policyReference([{ ...first!, remediationSteps: "Turn it round." }]);
    expect(changed).toContain("**Fix.** Turn it round.");
    expect(others.filter(({ name }) => changed.includes(name))).toEqual([]);
  });
});
