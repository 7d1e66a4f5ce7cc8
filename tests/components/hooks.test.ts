import * as pulumi from "@pulumi/pulumi";
import * as state from "@pulumi/pulumi/runtime/state";
import { stoppingHook, errorHook } from "../../components/hooks";

/** The end of the wire as an engine has it that was asked for its features; what it is sent it forgets. */
async function engine(features: { supportsResourceHooks: boolean; supportsErrorHooks: boolean }): Promise<void> {
  await pulumi.runtime.setMocks({ call: () => ({}), newResource: () => ({ id: "", state: {} }) });
  const monitor = pulumi.runtime.getMonitor() as unknown as Record<string, unknown>;
  monitor["registerResourceHook"] = monitor["registerErrorHook"] = (_: unknown, done: (error: null) => void) =>
    done(null);
  Object.assign((state as unknown as { getStore(): object }).getStore(), features);
}
const registration = (hook: unknown) => (hook as { __registered: Promise<void> }).__registered;

describe("an engine without resource hooks", () => {
  it("is refused in the SDK's words: a protection does not vanish in silence", async () => {
    await engine({ supportsResourceHooks: false, supportsErrorHooks: false });
    const [hook] = stoppingHook("name", () => undefined);
    await expect(registration(hook)).rejects.toThrow("does not support resource hooks");
  });
});

describe("an engine without error hooks", () => {
  it("goes without what only informs", async () => {
    await engine({ supportsResourceHooks: true, supportsErrorHooks: false });
    expect(errorHook("name", () => false)).toEqual([]);
  });
});

describe("under the SDK's mocks", () => {
  it("there are no hooks", async () => {
    await pulumi.runtime.setMocks({ call: () => ({}), newResource: () => ({ id: "", state: {} }) });
    expect([stoppingHook("name", () => undefined), errorHook("name", () => false)]).toEqual([[], []]);
  });
});
