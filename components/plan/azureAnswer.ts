/**
 * An answer of Azure with each `null` left out, at any depth. Azure leaves out what a resource does not have, or writes
 * `null`, which is not the `undefined` that the SDK's types promise: a key whose `expires` is `null` does not expire.
 */
export function withoutNulls<Answer>(answer: Answer): Answer {
  if (Array.isArray(answer)) {
    return answer.map(withoutNulls) as Answer;
  }
  if (typeof answer !== "object" || answer === null) {
    return answer;
  }
  const parts = Object.entries(answer).filter(([, part]) => part !== null);
  return Object.fromEntries(parts.map(([name, part]) => [name, withoutNulls(part)])) as Answer;
}
