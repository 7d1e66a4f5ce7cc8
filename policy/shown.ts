/** A property as a message shows it: `enableSoftDelete is false`, `kty is not set`. Long values are cut. */
export function shown(name: string, value: unknown): string {
  if (value === undefined || value === null) {
    return `${name} is not set`;
  }
  const text = JSON.stringify(value);
  return `${name} is ${text.length > 120 ? `${text.slice(0, 120)}…` : text}`;
}
