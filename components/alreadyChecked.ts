/** Arguments that were checked before the component got them. A file of its own: it needs nothing of Pulumi. */
const checkedBefore = new WeakSet<object>();

/**
 * Marks arguments as checked: by the stack's settings, or by the component that they are made by. They are then taken as
 * they are, so that nobody is told twice.
 */
export function alreadyChecked<Args extends object>(args: Args): Args {
  checkedBefore.add(args);
  return args;
}

/** Whether arguments were marked so. */
export function isAlreadyChecked(args: object): boolean {
  return checkedBefore.has(args);
}
