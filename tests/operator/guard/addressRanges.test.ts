import fc from "fast-check";
import { describeSpan, sizeOf, sizeOfAll, spanOf, uncovered, type Span } from "../../../operator/guard/addressRanges";

const span = (range: string): Span => {
  const found = spanOf(range);
  if (found === undefined) throw new Error(range);
  return found;
};

describe("address ranges", () => {
  it.each([
    ["20.42.7.0/28", "20.42.7.0–20.42.7.15", 16],
    ["20.42.7.9", "20.42.7.9", 1],
    ["20.42.7.9/32", "20.42.7.9", 1],
    ["0.0.0.0/0", "0.0.0.0–255.255.255.255", 2 ** 32],
    ["255.255.255.255", "255.255.255.255", 1],
  ])("reads %s", (range, text, size) => {
    expect([describeSpan(span(range)), sizeOf(span(range))]).toEqual([text, size]);
  });

  it.each(["", "20.42.7", "20.42.7.0/33", "::1/128", "kore.ai", "20.42.7.0-20.42.7.9", 7, undefined])(
    "leaves %p to Azure",
    (range) => expect(spanOf(range)).toBeUndefined(),
  );

  it("counts no address twice", () => {
    expect(sizeOfAll([span("20.42.7.0/28"), span("20.42.7.8/29"), span("20.42.7.12/30"), span("20.42.8.0")])).toBe(17);
  });

  it("tells what others do not cover", () => {
    const rest = uncovered(span("20.42.7.0/28"), [span("20.42.7.4/30"), span("20.42.7.12/30"), span("20.50.0.0/16")]);

    expect(rest.map(describeSpan)).toEqual(["20.42.7.0–20.42.7.3", "20.42.7.8–20.42.7.11"]);
  });

  it("leaves exactly the addresses that stand in none of the others", () => {
    const small = fc.tuple(fc.nat(40), fc.nat(12)).map(([first, length]): Span => ({ first, last: first + length }));
    const within = (address: number, { first, last }: Span) => address >= first && address <= last;
    fc.assert(
      fc.property(small, fc.array(small, { maxLength: 5 }), (whole, others) => {
        const rest = uncovered(whole, others);
        for (let address = 0; address <= 60; address += 1) {
          const expected = within(address, whole) && !others.some((other) => within(address, other));
          expect(rest.filter((part) => within(address, part))).toHaveLength(expected ? 1 : 0);
        }
      }),
    );
  });
});
