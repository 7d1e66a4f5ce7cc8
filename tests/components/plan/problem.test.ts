import {
  describeProblem,
  describeProblems,
  errorsOf,
  warningsOf,
  type Problem,
} from "../../../components/plan/problem";

const problem: Problem = { key: "vaultName", value: "kore--kv", rule: "no two hyphens", fix: "choose another" };

describe("a problem", () => {
  it("is told in three lines: key and value, rule, fix", () => {
    expect(describeProblem(problem)).toBe('vaultName: "kore--kv"\n    rule: no two hyphens\n    fix:  choose another');
  });

  it.each<[string, unknown, string]>([
    ["shows look-alike and invisible characters", "kore-кv\u200b\u{1f511}", '"kore-\\u{43a}v\\u{200b}\\u{1f511}"'],
    ["says that nothing was given", undefined, "(not set)"],
    ["names what JSON has no words for", [() => 5, 5n, Symbol.iterator], '["(a function)","(a bigint)","(a symbol)"]'],
    ["shows what is no text as it is", ["8.8.8.8", 5, null], '["8.8.8.8",5,null]'],
  ])("%s", (_, value, shown) => {
    expect(describeProblem({ ...problem, value })).toContain(`vaultName: ${shown}\n`);
  });

  it("repeats no more of a long value than a person reads", () => {
    const message = describeProblem({ ...problem, value: "x".repeat(10_000_000) });
    expect(message.length).toBeLessThan(400);
    expect(message).toContain("(10000002 characters)");
  });

  it("stops a run unless it is a warning, and all stand under one heading", () => {
    const warning: Problem = { ...problem, key: "tags", severity: "warning" };
    expect(errorsOf([problem, warning])).toEqual([problem]);
    expect(warningsOf([problem, warning])).toEqual([warning]);
    expect(describeProblems("2 problems:", [problem, warning])).toMatch(
      /^2 problems:\n {2}vaultName: .*\n[^]*\n {2}tags: /,
    );
  });
});
