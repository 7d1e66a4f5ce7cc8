import { hasCome, isDay, withoutYamlTime } from "../../../components/plan/day";

describe("a day", () => {
  it.each(["2027-01-31", "2028-02-29"])("is one of the calendar: %s", (text) => expect(isDay(text)).toBe(true));

  it.each(["2026-02-29", "2027-13-01", "31.01.2027", "2027-1-31", "20270131", "2027-01-31T00:00:00Z", "tomorrow", ""])(
    "is not %j",
    (text) => expect(isDay(text)).toBe(false),
  );

  it("comes with UTC's midnight", () => {
    expect(hasCome("2027-01-31", new Date("2027-01-30T23:59:59.999Z"))).toBe(false);
    expect(hasCome("2027-01-31", new Date("2027-01-30T22:00:00-02:00"))).toBe(true);
  });

  it("is read out of the time that YAML makes of it, and of no other", () => {
    expect(withoutYamlTime("2027-01-31 00:00:00 +0000 UTC")).toBe("2027-01-31");
    expect(withoutYamlTime("2027-01-31 08:00:00 +0000 UTC")).toBe("2027-01-31 08:00:00 +0000 UTC");
  });
});
