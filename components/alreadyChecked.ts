/** Arguments that were checked before the component got them. In its own file, which imports nothing of Pulumi. */
const checkedBefore = new WeakSet<object>();

/**
 * Marks arguments as already checked, by the stack's settings or by the component that passes them on: a component then
 * uses them as they are, so that no problem is reported twice.
 *
 * @returns The same arguments.
 */
export function alreadyChecked<Args extends object>(args: Args): Args {
  checkedBefore.add(args);
  return args;
}

/** Whether arguments were marked as already checked. */
export function isAlreadyChecked(args: object): boolean {
  return checkedBefore.has(args);
}
