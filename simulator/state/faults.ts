import type { Fault, Faults } from "../azure";

/** The faults that are set, and the way to use them up. */
export interface FaultQueue extends Faults {
  /** The first fault that matches the action, counted as used once; `undefined` where none matches. */
  take(action: string): Fault | undefined;
}

/** Faults in the order in which they were added. A call takes one fault: the first that matches its action. */
export function createFaultQueue(): FaultQueue {
  let queue: { fault: Fault; left: number }[] = [];
  return {
    add(fault) {
      const times = fault.times ?? 1;
      if (!Number.isInteger(times) || times < 1) {
        throw new Error(`Fault on ${fault.action}: times is ${times}; give a whole number of at least 1.`);
      }
      if (fault.kind === "delay" && !(fault.milliseconds !== undefined && fault.milliseconds >= 0)) {
        throw new Error(`Fault on ${fault.action}: a delay needs milliseconds, 0 or more.`);
      }
      queue.push({ fault: { ...fault }, left: times });
    },
    clear() {
      queue = [];
    },
    take(action) {
      const entry = queue.find(({ fault }) => fault.action === action || fault.action === "*");
      if (entry === undefined) return undefined;
      entry.left -= 1;
      if (entry.left === 0) queue = queue.filter((other) => other !== entry);
      return entry.fault;
    },
  };
}
